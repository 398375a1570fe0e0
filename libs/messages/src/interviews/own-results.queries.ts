import { query } from '../contract/index.js';
import { ApplicationResultRef } from './results.queries.js';

export const resultBases = ['compared', 'unclear', 'person'] as const;
/**
 * What lay before the person who decided: a comparison with the criteria; one that was not clear enough to count; or none, since a
 * person had the interview.
 */
export type ResultBasis = (typeof resultBases)[number];

/** One's own words, and what they were found to show. */
export class OwnQuote {
  /** The point that they bear on, in the words of the plan. */
  point!: string;
  /** False where they hold the level down. */
  supports!: boolean;
  quote!: string;
  /** The question in whose answer they stand. */
  question!: string;
  /** The recording that they are heard in; null for a written answer. */
  takeId!: string | null;
  /** In that recording; null for a written answer. */
  startSeconds!: number | null;
  endSeconds!: number | null;
}

export class RaisingLevel {
  /** What is observed one level higher. */
  anchor!: string;
  /** Points that were not found in the answers, in the words of the plan; one or more of them would have counted. */
  missing!: string[];
  /** Points that were found and hold the level down. */
  against!: string[];
}

/** One criterion as the person whom it was applied to may know it. */
export class OwnCriterion {
  criterion!: string;
  title!: string;
  /** 1 to 5; null where the criterion could not be judged, and of the offline baseline, which has a word instead. */
  level!: number | null;
  /** What the offline baseline says instead of a number; null of every other engine. */
  word!: 'clear' | 'partial' | 'little' | null;
  /** What is observed at that level, in the words of the plan. */
  anchor!: string | null;
  /** None once the recordings were deleted. */
  quotes!: OwnQuote[];
  /** What would have raised the level; null at the highest, and where there is none. */
  raising!: RaisingLevel | null;
}

/** What a decision about oneself rested on, from the record as it was then. */
export class OwnResult {
  interviewId!: string;
  /** When the decision was made that it is told with. */
  decidedAt!: string;
  basis!: ResultBasis;
  /** `baseline` is the offline demonstration engine; null without a comparison that counts. */
  engine!: 'baseline' | 'model' | null;
  /** Name and version of the engine; null without a comparison that counts. */
  madeBy!: string | null;
  comparedAt!: string | null;
  /** Of the plan with its criteria that were applied. */
  planVersionId!: string;
  /** Empty without a comparison that counts. */
  criteria!: OwnCriterion[];
}

/** For the applicant alone, once a person has decided for or against them. */
export const readOwnResult = query('interviews', 'results.read-own', {
  input: ApplicationResultRef,
  output: OwnResult,
  errors: ['application_wrong_stage'],
});
