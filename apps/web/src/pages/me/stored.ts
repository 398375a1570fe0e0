import type { Schemas } from '../../api/queries.js';

export interface Stored {
  recordings: number;
  /** Of those that were measured. */
  seconds: number;
  written: number;
  /** Whether there is a text of what was said. */
  isHeard: boolean;
}

/** What there is of somebody in an interview. A take that was begun counts: what has arrived of it is kept as well. */
export function storedOf({ questions }: Pick<Schemas['Interview'], 'questions'>): Stored {
  const answers = questions.flatMap(({ answer }) => answer ?? []);
  const takes = answers.flatMap((answer) => answer.takes).filter(({ state }) => state !== 'discarded');
  return {
    recordings: takes.length,
    seconds: takes.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0),
    written: answers.filter(({ writtenText }) => writtenText !== null).length,
    isHeard: takes.some(({ state }) => state === 'transcribed'),
  };
}

export const isEmpty = ({ recordings, written }: Stored): boolean => recordings === 0 && written === 0;

const deletionDays = 30;

/** Until when everything is gone that is asked for now. */
export function deletionDueAt(now = Date.now()): Date {
  return new Date(now + deletionDays * 86_400_000);
}
