import type { AnswerForScoring } from '../../src/scoring/gates.js';
import type { ScorecardDraft } from '../../src/scoring/scorecard.js';
import { type AnswerSegment, type AnswerText, writtenSegments } from '../../src/scoring/transcript.js';
import {
  answerOf,
  examplePlan,
  recognisedSegments,
  type SampleId,
  sampleAnswer,
  sampleIds,
} from '../sample-answers.js';

export const plan = examplePlan();

/** An answer as it was given, to be changed by a law. */
export interface BaseAnswer {
  name: string;
  id: SampleId;
  segments: readonly AnswerSegment[];
}

/** Every sample, as written and as the recogniser heard it. */
export const baseAnswers: readonly BaseAnswer[] = sampleIds.flatMap((id) => [
  { name: `${id}, as written`, id, segments: writtenSegments(sampleAnswer(id).text) },
  { name: `${id}, as recognised`, id, segments: recognisedSegments(id) },
]);

const withheld: ReadonlySet<SampleId> = new Set(['offtopic', 'stuffed']);

/** Those that are judged and ranked. */
export const rankedAnswers = baseAnswers.filter(({ id }) => !withheld.has(id));

/** Long enough in seconds for whatever is put into it. */
export function longAnswer(segments: readonly AnswerSegment[], speechSeconds = 900): AnswerForScoring {
  return { ...answerOf(segments), speechSeconds };
}

/** Total in basis points. Held out counts as nothing: whoever is ranked after being held out has risen. */
export function rankedTotal({ figures }: ScorecardDraft): number {
  return figures?.totalBp ?? 0;
}

/** In order of the criteria's ids. */
export function levelsOf({ criteria }: ScorecardDraft): (number | null)[] {
  return criteria.map(({ level }) => level);
}

/** Said of a total that rose, null of one that did not. */
export function risen(what: string, before: number, after: number): string | null {
  return after > before ? `${what}: ${before} → ${after}` : null;
}

/** Indices of the segments that hold a part of `text` from this offset on. */
export function segmentsAt(text: AnswerText, from: number, length: number): number[] {
  return text.words.filter((word) => word.from < from + length && word.to > from).map((word) => word.segment);
}
