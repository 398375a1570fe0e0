import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';
import { questionIdPattern } from './question-id.js';
import { ApplicationResultRef, CriterionResult } from './results.queries.js';
import type { TranscriptSentence } from './transcripts.commands.js';

export const reviewStates = ['open', 'rated', 'concluded'] as const;
export type ReviewProgress = (typeof reviewStates)[number];

/** Why a reviewer changes a level after seeing what the engine made of it. */
export const changeReasons = ['missed_evidence', 'evidence_elsewhere', 'misread_anchor', 'transcript_wrong'] as const;
export type ChangeReason = (typeof changeReasons)[number];

export const reviewLimits = { criteria: 50, noteLength: 2_000, quoteLength: 2_000 } as const;

/** As plans write the ids of their criteria. */
const criterionIdPattern = /^[a-z][a-z0-9_]{0,39}$/;

/** The words of the applicant that a rating rests on. */
export class ReviewQuote {
  @Matches(questionIdPattern)
  questionId!: string;

  /** As they stand in the answer's transcript. */
  @IsString()
  @MinLength(1)
  @MaxLength(reviewLimits.quoteLength)
  text!: string;
}

export class CriterionRating {
  @Matches(criterionIdPattern)
  criterion!: string;

  @IsInt()
  @Min(1)
  @Max(5)
  level!: number;

  @IsOptional()
  @ValidateNested()
  @Type(() => ReviewQuote)
  quote?: ReviewQuote;

  @IsOptional()
  @IsString()
  @MaxLength(reviewLimits.noteLength)
  note?: string;
}

export class CriterionChange {
  @Matches(criterionIdPattern)
  criterion!: string;

  @IsInt()
  @Min(1)
  @Max(5)
  level!: number;

  @IsIn(changeReasons)
  reason!: ChangeReason;

  @IsOptional()
  @IsString()
  @MaxLength(reviewLimits.noteLength)
  note?: string;
}

/** What a criterion asks for, without weights. */
export class ReviewedCriterion {
  criterion!: string;
  title!: string;
  /** The anchors of levels 1 to 5, in that order. */
  anchors!: string[];
}

export class ReviewedAnswer {
  questionId!: string;
  question!: string;
  kind!: 'recorded' | 'written' | null;
  /** To be played by `POST /v1/takes/{takeId}/media-links`; null for a written or missing answer. */
  takeId!: string | null;
  language!: string | null;
  /** With the applicant's corrections; null where nothing was answered. */
  text!: string | null;
  sentences!: TranscriptSentence[];
}

export class OwnRating {
  criterion!: string;
  /** As it was given before anything of the engine's was shown; never changed. */
  level!: number;
  quote!: ReviewQuote | null;
  note!: string | null;
  /** After the reveal; null where the blind level stands. */
  finalLevel!: number | null;
  changeReason!: ChangeReason | null;
  changeNote!: string | null;
}

/** What the engine made of it; nothing of it is sent before the reviewer's own ratings are saved. */
export class RevealedResult {
  engine!: string;
  model!: string;
  outcome!: 'ranked' | 'held_out';
  reviewReasons!: string[];
  holdReasons!: string[];
  criteria!: CriterionResult[];
}

/** One reviewer's look at one result. It names neither the applicant nor what the engine or anybody else thinks. */
export class Review {
  id!: string;
  openingId!: string;
  state!: ReviewProgress;
  criteria!: ReviewedCriterion[];
  answers!: ReviewedAnswer[];
  /** Empty until they are saved. */
  ratings!: OwnRating[];
  /** Null until the ratings are saved. */
  revealed!: RevealedResult | null;
  openedAt!: string;
  ratedAt!: string | null;
  concludedAt!: string | null;
}

/** By staff on the opening, of the result that holds: begins the caller's review of it, or goes on with the one there is. */
export const openReview = command('interviews', 'reviews.open', {
  input: ApplicationResultRef,
  output: Review,
  errors: ['not_found', 'interview_wrong_state', 'appeal_needs_another_person', 'appeal_wrong_state'],
});

export class RateReviewInput extends ApplicationResultRef {
  @IsArray()
  @ArrayMaxSize(reviewLimits.criteria)
  @ValidateNested({ each: true })
  @Type(() => CriterionRating)
  ratings!: CriterionRating[];
}

/** One level for each criterion, once and for good; the answer shows what the engine made of it. */
export const rateReview = command('interviews', 'reviews.rate', {
  input: RateReviewInput,
  output: Review,
  errors: ['not_found', 'validation_failed', 'interview_wrong_state', 'review_wrong_state'],
});

export class ConcludeReviewInput extends ApplicationResultRef {
  /** Empty where every level is kept. */
  @IsArray()
  @ArrayMaxSize(reviewLimits.criteria)
  @ValidateNested({ each: true })
  @Type(() => CriterionChange)
  changes!: CriterionChange[];
}

/** Keeps the ratings after the reveal, or changes some of them for a reason. Both levels stay. */
export const concludeReview = command('interviews', 'reviews.conclude', {
  input: ConcludeReviewInput,
  output: Review,
  errors: ['not_found', 'validation_failed', 'interview_wrong_state', 'review_wrong_state'],
});

export class ReviewQueueQuery extends PageQuery {
  @IsId('opn')
  openingId!: string;
}

/** A result that waits for a reviewer. No name, level, band or flag. */
export class WaitingReview {
  applicationId!: string;
  /** The first look, or a second one because the first reviewer and the engine are far apart. */
  need!: 'first_reader' | 'second_reader';
  /** Since when the result is there: whoever waits longest is to be decided on first. */
  waitingSince!: string;
  /** By when somebody should have rated it; what is due first comes first. */
  dueAt!: string;
  /** Whether the caller has begun it. */
  begun!: boolean;
}

export class ReviewQueue {
  data!: WaitingReview[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Results of an opening that the caller may review, due first first. */
export const listWaitingReviews = query('interviews', 'reviews.list-waiting', {
  input: ReviewQueueQuery,
  output: ReviewQueue,
});

/** Something of an opening that waits for the caller. No name. */
export class WaitingWork {
  applicationId!: string;
  openingId!: string;
  openingTitle!: string;
  dueAt!: string;
}

export class ReviewWork {
  reviews!: WaitingWork[];
  /** That the caller may answer: who has decided before, or has seen the first result, may not. */
  appeals!: WaitingWork[];
}

/** What waits for the calling member of staff on all openings that they are on, due first first, at most 50 of each. */
export const listReviewWork = query('interviews', 'reviews.list-work', { input: Empty, output: ReviewWork });
