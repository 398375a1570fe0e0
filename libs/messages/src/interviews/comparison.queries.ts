import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { IsId, query } from '../contract/index.js';
import { ScoreInterval } from './results.queries.js';

export const comparisonLimits = { fewest: 2, most: 5 } as const;

export class ComparisonQuery {
  @IsId('opn')
  openingId!: string;

  @IsArray()
  @ArrayMinSize(comparisonLimits.fewest)
  @ArrayMaxSize(comparisonLimits.most)
  @ArrayUnique()
  @IsId('app', { each: true })
  applicationIds!: string[];
}

export class ComparedCriterion {
  id!: string;
  name!: string;
  /** What levels 1 to 5 mean. */
  levels!: string[];
}

/** Words of the applicant, and where to hear them. */
export class PlayableQuote {
  text!: string;
  questionId!: string;
  /** Null for a written answer, as the times are. */
  takeId!: string | null;
  startMs!: number | null;
  endMs!: number | null;
}

export class ComparedLevel {
  criterionId!: string;
  /** 1 to 5; null where it was not judged, or is held back for a person. */
  level!: number | null;
  /** What screens show of the offline baseline instead of a number. */
  word!: 'clear' | 'partial' | 'little' | null;
  /** The one that most votes counted; null where there is none. */
  bestQuote!: PlayableQuote | null;
}

export class ComparedCandidate {
  applicationId!: string;
  /** Null, as the band is, for those who are not in the ranks. */
  rank!: number | null;
  band!: number | null;
  /** How many share the band. */
  bandSize!: number | null;
  interval!: ScoreInterval | null;
  total!: string | null;
  /** What screens show of the offline baseline's total. */
  word!: 'clear' | 'partial' | 'little' | null;
  criteria!: ComparedLevel[];
}

export class Comparison {
  criteria!: ComparedCriterion[];
  /** In the order in which they were asked for. */
  candidates!: ComparedCandidate[];
  /** All of them are in one band: the ranking finds no difference between them. */
  isTied!: boolean;
}

/** Two to five candidates of one opening side by side; `not_found` where one of them is none of the opening's. */
export const compareCandidates = query('interviews', 'candidates.compare', {
  input: ComparisonQuery,
  output: Comparison,
});
