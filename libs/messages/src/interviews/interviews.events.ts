import { IsIn, IsOptional, IsString } from 'class-validator';
import { event, IsId } from '../contract/index.js';
import { type InterruptionKind, interruptionKinds } from './interruption-kinds.js';
import { type HumanPathReason, humanPathReasons } from './interviews.commands.js';

export class PlanPublished {
  @IsId('pln')
  planId!: string;

  @IsId('plv')
  planVersionId!: string;
}

export const planPublished = event('interviews', 'plan.published', PlanPublished);

/** The ids that every event of an interview carries. */
export class InterviewFact {
  @IsId('int')
  interviewId!: string;

  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;
}

export const interviewInvited = event('interviews', 'interview.invited', InterviewFact);
export const interviewReminderDue = event('interviews', 'interview.reminder_due', InterviewFact);
/** Somebody asks for an adjustment that a recruiter has to answer; what for is read by those who may. */
export const adjustmentRequested = event('interviews', 'interview.adjustment_requested', InterviewFact);
export const interviewStarted = event('interviews', 'interview.started', InterviewFact);
export const interviewSubmitted = event('interviews', 'interview.submitted', InterviewFact);
export const interviewExpired = event('interviews', 'interview.expired', InterviewFact);
export const consentGranted = event('interviews', 'consent.granted', InterviewFact);
export const consentWithdrawn = event('interviews', 'consent.withdrawn', InterviewFact);

export class InterviewHumanPath extends InterviewFact {
  @IsIn(humanPathReasons)
  reason!: HumanPathReason;
}

export const interviewHumanPath = event('interviews', 'interview.human_path', InterviewHumanPath);

export class InterviewInsufficientData extends InterviewFact {
  /** Code of the stored problem. */
  @IsString()
  reason!: string;
}

export const interviewInsufficientData = event('interviews', 'interview.insufficient_data', InterviewInsufficientData);

export class TakeFact extends InterviewFact {
  @IsId('tak')
  takeId!: string;

  @IsString()
  questionId!: string;
}

export class InterviewInterrupted extends TakeFact {
  @IsIn(interruptionKinds)
  kind!: InterruptionKind;
}

export const interviewInterrupted = event('interviews', 'interview.interrupted', InterviewInterrupted);
export const takeCompleted = event('interviews', 'take.completed', TakeFact);
export const takePlayable = event('interviews', 'take.playable', TakeFact);

export class TakeGranted extends InterviewFact {
  @IsString()
  questionId!: string;
}

export const takeGranted = event('interviews', 'take.granted', TakeGranted);

export class AnswerRejected extends TakeFact {
  /** Code of the stored problem. */
  @IsString()
  reason!: string;
}

export const answerRejected = event('interviews', 'answer.rejected', AnswerRejected);

export class TranscriptFact extends InterviewFact {
  @IsId('trs')
  transcriptId!: string;

  @IsString()
  questionId!: string;
}

export const transcriptReady = event('interviews', 'transcript.ready', TranscriptFact);
/** One sentence after the other: internal to the house, whoever reads a transcript reads what stands by then. */
export const transcriptCorrected = event('interviews', 'transcript.corrected', TranscriptFact);
export const transcriptMistakeReported = event('interviews', 'transcript.mistake_reported', TranscriptFact);

export class ScoreFact extends InterviewFact {
  @IsId('scr')
  scorecardId!: string;

  /** Name of the engine; figures are read by those who may. */
  @IsString()
  engine!: string;

  @IsOptional()
  @IsString()
  holdReason!: string | null;
}

export const scoreReady = event('interviews', 'score.ready', ScoreFact);
/** The result needs a person: it is marked in the ranks, or held out of them. */
export const scoreNeedsReview = event('interviews', 'score.needs_review', ScoreFact);
