import { IsBoolean, IsIn, IsString, Length, Matches } from 'class-validator';
import { command, IsId, PageQuery, query } from '../contract/index.js';
import { AdjustmentRequest, Adjustments } from './adjustments.queries.js';

export const interviewStates = [
  'invited',
  'consented',
  'in_progress',
  'submitted',
  'transcribed',
  'transcript_check',
  'scoring',
  'scored',
  'insufficient_data',
  'needs_human',
  'human_path',
  'expired',
  'withdrawn',
] as const;
export type InterviewState = (typeof interviewStates)[number];

export const humanPathReasons = ['asked_for_a_person', 'unsupported_language', 'ai_not_allowed'] as const;
export type HumanPathReason = (typeof humanPathReasons)[number];

export const takeStates = [
  'open',
  'completed',
  'stored',
  'probed',
  'remuxed',
  'audio_ready',
  'transcribed',
  'rejected',
  'discarded',
] as const;
/** `completed` is the acknowledgement: from there on the bytes are ours to keep. */
export type TakeState = (typeof takeStates)[number];

/** Why a recording or an interview could not be used, in the form of RFC 9457, as it was stored. */
export class StoredProblem {
  code!: string;
  title!: string;
  detail!: string;
}

/** One run of the recorder in the playback of a take. */
export class TakePart {
  /** From 1. */
  number!: number;
  /** Where it begins in the playback; the first at 0. */
  startSeconds!: number;
  durationSeconds!: number;
}

export class Take {
  id!: string;
  number!: number;
  state!: TakeState;
  /** Known after the recording was probed. */
  durationSeconds!: number | null;
  /** In order; absent before the recording was probed. More than one where the page was reloaded while it recorded. */
  parts?: TakePart[];
  problem!: StoredProblem | null;
  /** When it was begun; an open take is one that a page may still continue. */
  startedAt?: string;
  completedAt!: string | null;
}

export class Answer {
  id!: string;
  questionId!: string;
  kind!: 'recorded' | 'written';
  state!: 'open' | 'answered' | 'rejected';
  /** The take that counts; the last completed one unless chosen otherwise. */
  chosenTakeId!: string | null;
  /** How many more takes may be started. */
  takesLeft!: number;
  problem!: StoredProblem | null;
  takes!: Take[];
  writtenText!: string | null;
}

export class InterviewQuestion {
  id!: string;
  text!: string;
  /** A suggestion; no clock starts by itself. */
  thinkSeconds!: number;
  /** The longest a take may be. */
  answerSeconds!: number;
  answer!: Answer | null;
}

export class ConsentText {
  version!: string;
  sha256!: string;
  text!: string;
}

export class GivenConsent {
  textVersion!: string;
  textSha256!: string;
  grantedAt!: string;
  withdrawnAt!: string | null;
}

export class Interview {
  id!: string;
  applicationId!: string;
  openingId!: string;
  state!: InterviewState;
  path!: 'ai' | 'human';
  pathReason!: HumanPathReason | null;
  language!: string;
  /** How much longer than the plan says the answers may be; 1 unless more was agreed. Already in `answerSeconds`. */
  timeFactor?: number;
  /** What holds by now, by oneself or agreed; null for staff who judge and do not recruit. */
  adjustments?: Adjustments | null;
  /** The latest one; null where there is none, and for staff who judge and do not recruit. */
  adjustmentRequest?: AdjustmentRequest | null;
  invitedAt!: string;
  deadlineAt!: string;
  submittedAt!: string | null;
  /** Until when transcripts may be checked; null before there are any. */
  transcriptCheckUntil!: string | null;
  /** Least number of answered questions for a submission. */
  minAnswered!: number;
  /** What has to be agreed to before anything is recorded. */
  consentText!: ConsentText;
  consent!: GivenConsent | null;
  questions!: InterviewQuestion[];
  /** Titles of what answers are compared with, in the words of the plan and its order. */
  criteria?: string[];
  /** Why there is no score, where there is none; in progress, why it was opened again after it was submitted. */
  problem!: StoredProblem | null;
}

export class InterviewRef {
  @IsId('int')
  interviewId!: string;
}

/** The applicant's own interview. */
export const getMyInterview = query('interviews', 'interviews.get-mine', { input: InterviewRef, output: Interview });

export class InterviewDeadline {
  deadlineAt!: string;
}

/** For services only: until when answers can be recorded. */
export const interviewDeadline = query('interviews', 'interviews.deadline', {
  input: InterviewRef,
  output: InterviewDeadline,
});

export class InterviewSummary {
  id!: string;
  applicationId!: string;
  openingId!: string;
  state!: InterviewState;
  deadlineAt!: string;
}

export class InterviewPage {
  data!: InterviewSummary[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listMyInterviews = query('interviews', 'interviews.list-mine', {
  input: PageQuery,
  output: InterviewPage,
});

export class GrantConsentInput extends InterviewRef {
  @IsString()
  @Length(1, 50)
  textVersion!: string;

  /** SHA-256 (hex) of the text that was shown. */
  @Matches(/^[0-9a-f]{64}$/)
  textSha256!: string;

  @IsIn([true])
  @IsBoolean()
  agreed!: boolean;
}

/** Without it nothing is recorded and no AI evaluates anything. */
export const grantConsent = command('interviews', 'consents.grant', {
  input: GrantConsentInput,
  output: Interview,
  errors: ['interview_wrong_state', 'interview_expired', 'consent_text_outdated'],
});

/** Stops the evaluation; the interview goes to a person, out of the ranks where it stood in them. */
export const withdrawConsent = command('interviews', 'consents.withdraw', {
  input: InterviewRef,
  output: Interview,
  errors: ['interview_wrong_state'],
});

/** A person instead of AI, for any reason or none. */
export const chooseHumanPath = command('interviews', 'interviews.choose-human-path', {
  input: InterviewRef,
  output: Interview,
  errors: ['interview_wrong_state', 'interview_expired'],
});

/** Freezes the chosen takes and starts their processing. */
export const submitInterview = command('interviews', 'interviews.submit', {
  input: InterviewRef,
  output: Interview,
  errors: ['interview_wrong_state', 'interview_expired', 'consent_required', 'too_few_answers'],
});

/** Ends the time for checking transcripts early: the applicant has read them. */
export const confirmTranscripts = command('interviews', 'transcripts.confirm', {
  input: InterviewRef,
  output: Interview,
  errors: ['interview_wrong_state'],
});

export class StaffInterviewRef {
  @IsId('app')
  applicationId!: string;
}

/** The applicant's own interview of one application; null before there is one. */
export class FoundInterview {
  interview!: Interview | null;
}

export const findMyInterview = query('interviews', 'interviews.find-mine', {
  input: StaffInterviewRef,
  output: FoundInterview,
});

/** The interview of an application, for the staff on its opening. */
export const getInterview = query('interviews', 'interviews.get', { input: StaffInterviewRef, output: Interview });
