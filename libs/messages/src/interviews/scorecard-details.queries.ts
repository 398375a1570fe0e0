import { ApiProperty } from '@nestjs/swagger';
import { query } from '../contract/index.js';
import { ApplicationResultRef } from './results.queries.js';
import { type ChangeReason, changeReasons, type ReviewProgress, reviewStates } from './reviews.commands.js';

export const pointVerdicts = ['yes', 'no', 'not_evidenced'] as const;
/** Found with words of the applicant; not found; or claimed, or left open, without words that show it. */
export type PointVerdict = (typeof pointVerdicts)[number];

/** One yes/no point of a criterion, and what came of it. */
export class ScorecardPoint {
  indicator!: string;
  /** In the words of the plan. */
  text!: string;
  /** False where it holds the level down. */
  supports!: boolean;
  /** Null where the result is held out: what it would amount to is nobody's to see. */
  @ApiProperty({ enum: pointVerdicts, nullable: true, type: String })
  verdict!: PointVerdict | null;
}

export class CriterionDetails {
  criterion!: string;
  /** In the order of the plan. */
  points!: ScorecardPoint[];
  /** The level of each pass by itself, in order; empty where the result is held out, and of the offline baseline. */
  passLevels!: number[];
}

/** Words in an answer that speak to whoever grades it. They change no score; a person looks. */
export class FlaggedPlace {
  question!: string;
  text!: string;
  /** Seconds in the answer's recording; null for a written answer. */
  startSeconds!: number | null;
  endSeconds!: number | null;
}

export class RatingBeside {
  criterion!: string;
  /** Given before anything of the engine's was shown. */
  level!: number;
  /** After the reveal; null where the blind level stands. */
  finalLevel!: number | null;
  @ApiProperty({ enum: changeReasons, nullable: true, type: String })
  changeReason!: ChangeReason | null;
}

/** What a person made of the same answers. */
export class ReviewBeside {
  reviewId!: string;
  reviewerId!: string;
  @ApiProperty({ enum: reviewStates })
  state!: ReviewProgress;
  ratedAt!: string;
  ratings!: RatingBeside[];
}

/** How the result that holds came about, beside what people made of it. */
export class ScorecardDetails {
  scorecardId!: string;
  /** In the order of the plan. */
  criteria!: CriterionDetails[];
  /** As they are found now. */
  flagged!: FlaggedPlace[];
  /** Those that are saved, oldest first. */
  reviews!: ReviewBeside[];
}

/** For recruiters on the opening; the read is audited. It does not count as having looked at the result. */
export const getScorecardDetails = query('interviews', 'scorecards.details', {
  input: ApplicationResultRef,
  output: ScorecardDetails,
});
