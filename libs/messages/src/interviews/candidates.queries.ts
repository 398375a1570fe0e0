import { IsIn, IsOptional } from 'class-validator';
import { IsId, query } from '../contract/index.js';
import { CandidateFilters } from './candidate-filters.queries.js';
import { type CriterionResult, ScoreInterval } from './results.queries.js';
import type { ChangeReason } from './reviews.commands.js';

export class CandidatesQuery extends CandidateFilters {
  @IsId('opn')
  openingId!: string;

  /** The ranking that the first page named, so that later pages do not shift. */
  @IsOptional()
  @IsId('rnk')
  rankingId?: string;
}

export class CriterionLevel {
  criterionId!: string;
  /** 1 to 5. */
  level!: number;
}

/** What a person concluded of a result where it is another level than the engine's; both stand. */
export class LevelOverride {
  reviewerId!: string;
  levels!: CriterionLevel[];
  /** Of the first level that was changed after the reveal; null where the levels were given before it. */
  reasonCode!: ChangeReason | null;
}

export class OutlinedLevel {
  criterion!: string;
  /** 1 to 5. */
  level!: number;
  /** What screens show of the offline baseline instead of a number. */
  word!: CriterionResult['word'];
  confidence!: CriterionResult['confidence'];
}

/** A ranked result without the quotes and anchors that it was made from; `readScorecard` has those. */
export class ScorecardOutline {
  id!: string;
  /** `baseline` marks the offline demonstration engine. */
  engine!: string;
  model!: string;
  /** Why a person has to look before a decision. */
  reviewReasons!: string[];
  /** From 1.00 to 5.00. */
  total!: string;
  standardError!: string;
  interval!: ScoreInterval;
  criteria!: OutlinedLevel[];
  createdAt!: string;
}

export class RankedCandidate {
  applicationId!: string;
  interviewId!: string;
  /** Whose name the edge asks for; it gives no more of it out. */
  personId!: string;
  /** Place of the first of the band; those in one band share it. */
  rank!: number;
  /** 1 is the best band. The order inside a band is stable and says nothing. */
  band!: number;
  /** How many shared the band when it was made, also those whom filters leave out or who withdrew since. */
  bandSize!: number;
  alsoTiesWithPreviousBand!: boolean;
  reviewRequired!: boolean;
  /** BCP 47, of the answers. */
  language!: string;
  /** ISO 3166-1; null where it is not known. */
  country!: string | null;
  /** Quotes that count. */
  evidenceCount!: number;
  /** Codes of what to look at: why a review is asked for, and what was noticed of an answer. */
  flags!: string[];
  override!: LevelOverride | null;
  scorecard!: ScorecardOutline;
}

export class CandidatePage {
  /** Null while nobody is ranked. */
  rankingId!: string | null;
  rankedAt!: string | null;
  /** Where filters leave few, a page may hold less than was asked for, or nothing, and there is more all the same. */
  data!: RankedCandidate[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Best band first. Reading it audits the reader; it does not count as having looked at a result. */
export const listCandidates = query('interviews', 'candidates.list', {
  input: CandidatesQuery,
  output: CandidatePage,
  errors: ['ranking_expired'],
});

export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export class CandidateExportQuery extends CandidatesQuery {
  @IsIn(exportFormats)
  format!: ExportFormat;
}

/** A candidate without quotes. */
export class ExportedCandidate {
  applicationId!: string;
  interviewId!: string;
  rank!: number;
  band!: number;
  alsoTiesWithPreviousBand!: boolean;
  language!: string;
  country!: string | null;
  /** `baseline` marks the offline demonstration engine. */
  engine!: string;
  total!: string;
  low!: string;
  high!: string;
  levels!: CriterionLevel[];
  evidenceCount!: number;
  reviewRequired!: boolean;
  flags!: string[];
  override!: LevelOverride | null;
}

export class CandidateExportBatch {
  rankingId!: string | null;
  /** Ids of everything that candidates of the opening are judged by; with the first batch only, afterwards empty. */
  criteria!: string[];
  data!: ExportedCandidate[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** One batch of an export, for the edge, which asks for one after the other. The first is audited. */
export const exportCandidates = query('interviews', 'candidates.export', {
  input: CandidateExportQuery,
  output: CandidateExportBatch,
  errors: ['ranking_expired'],
});
