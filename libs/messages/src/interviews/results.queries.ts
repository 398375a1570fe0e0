import { ArrayMaxSize, IsArray } from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';

/** A quote from the applicant's own words, and where to hear it. */
export class Evidence {
  criterion!: string;
  indicator!: string;
  quote!: string;
  /** Id of the question in whose answer it stands. */
  question!: string;
  /** Seconds in the answer's recording; null for a written answer. */
  startSeconds!: number | null;
  endSeconds!: number | null;
}

export class CriterionResult {
  criterion!: string;
  title!: string;
  /** 1 to 5; null where the criterion could not be judged. */
  level!: number | null;
  /** The anchor text of the level. */
  anchor!: string | null;
  /** What screens show of the offline baseline instead of a number. */
  word!: 'clear' | 'partial' | 'little' | null;
  confidence!: 'high' | 'medium' | 'low' | 'unknown';
  evidence!: Evidence[];
  /** What the applicant's correction of the transcript would show and the recording does not bear out; it does not count. */
  outsideRecording!: Evidence[];
}

export class ScoreInterval {
  low!: string;
  high!: string;
  /** Share of the interval, for example 0.8. */
  level!: number;
}

/** One evaluation of one interview. Nothing is overwritten: a re-score adds another. */
export class Scorecard {
  id!: string;
  applicationId!: string;
  interviewId!: string;
  /** `baseline` marks the offline demonstration engine. */
  engine!: string;
  model!: string;
  outcome!: 'ranked' | 'held_out';
  /** Why a person has to look before a decision. */
  reviewReasons!: string[];
  /** Why it is not ranked. */
  holdReasons!: string[];
  /** From 1.00 to 5.00; null where it is not ranked. */
  total!: string | null;
  standardError!: string | null;
  interval!: ScoreInterval | null;
  criteria!: CriterionResult[];
  unansweredQuestions!: string[];
  createdAt!: string;
}

export class ApplicationResultRef {
  @IsId('app')
  applicationId!: string;
}

/** For the staff on the opening. Reading it is what "looked at by a person" means: the reader is recorded and audited. */
export const readScorecard = command('interviews', 'scorecards.read', {
  input: ApplicationResultRef,
  output: Scorecard,
});

export class ReviewStateInput extends ApplicationResultRef {
  @IsId('per')
  staffId!: string;
}

export class ReviewState {
  /** The result asks for a person's look before a decision. */
  reviewRequired!: boolean;
  /** This member of staff has looked at the current result. */
  lookedAt!: boolean;
  /** Somebody has concluded a review of it, whose levels they gave before they had seen it. */
  reviewConcluded?: boolean;
  /** It was made for an appeal: whatever the opening asks for, it takes a concluded review. */
  appealed?: boolean;
  /** False where nobody can review it any more: the recordings are gone, or a person has the interview. */
  reviewable?: boolean;
}

/** As `listReviewStates`, of one application; for replicas from before that. */
export const reviewState = query('interviews', 'scorecards.review-state', {
  input: ReviewStateInput,
  output: ReviewState,
});

export class ReviewStatesInput {
  @IsArray()
  @ArrayMaxSize(100)
  @IsId('app', { each: true })
  applicationIds!: string[];

  @IsId('per')
  staffId!: string;
}

export class ApplicationReviewState extends ReviewState {
  applicationId!: string;
}

export class ReviewStates {
  /** One for each application that was asked about. */
  states!: ApplicationReviewState[];
}

/** For `applicants`, before it writes decisions. */
export const listReviewStates = query('interviews', 'scorecards.review-states', {
  input: ReviewStatesInput,
  output: ReviewStates,
});

export class OpeningResultsQuery extends PageQuery {
  @IsId('opn')
  openingId!: string;
}

export class NotRankedCandidate {
  applicationId!: string;
  interviewId!: string;
  state!: 'insufficient_data' | 'needs_human' | 'human_path';
  /** Codes, the most telling first, for example `off_topic`. */
  reasons!: string[];
  /** The same in words. */
  reason!: string;
}

export class NotRankedPage {
  data!: NotRankedCandidate[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Those for whom a person has to find a way; never at the end of the ranks. */
export const listNotRanked = query('interviews', 'candidates.list-not-ranked', {
  input: OpeningResultsQuery,
  output: NotRankedPage,
});

export class EnginesInUse {
  speech!: string;
  scoring!: string;
}

/** Which engines this installation runs, for the start page and reports. */
export const enginesInUse = query('interviews', 'engines.get', { input: Empty, output: EnginesInUse });
