import type { AnswerEntity, TakeEntity } from './recording.entities.js';

/** Completed takes that everybody may make of an answer. */
export const takesPerAnswer = 3;
/** Fresh takes that are granted, one for each that could not be used. */
export const mostGrantedTakes = 5;
/** Takes of one answer that may be open at once: a lost tab leaves one behind, which must not cost the applicant a try. */
export const mostOpenTakes = 5;

/** All takes of one answer, abandoned ones too. */
export const mostTakes = 50;
/** A granted take comes with at least this much time to make it, also where the deadline would come sooner. */
export const retakeHours = 72;

/** How many more takes may be started. Takes that were never completed do not count: a fault costs nobody a try. */
export function takesLeft(
  answer: Pick<AnswerEntity, 'takesGranted'> | null,
  takes: readonly Pick<TakeEntity, 'state'>[],
) {
  const used = takes.filter((take) => take.state !== 'open' && take.state !== 'discarded').length;
  return Math.max(0, Math.min(takesPerAnswer + (answer?.takesGranted ?? 0) - used, mostTakes - takes.length));
}
