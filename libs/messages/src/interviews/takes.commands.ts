import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { command, Empty, IsId, query } from '../contract/index.js';
import { Answer, Interview, InterviewRef, Take, TakePart } from './interviews.commands.js';
import { questionIdPattern } from './question-id.js';

/** Limits of the upload spool (docs/guides/record-an-interview.md). */
export const uploadLimits = {
  segmentBytes: 512 * 1024 * 1024,
  segmentsPerTake: 20,
} as const;

export class QuestionRef extends InterviewRef {
  @Matches(questionIdPattern)
  questionId!: string;
}

export class StartedTake extends Take {
  answerId!: string;
  questionId!: string;
  /** Longest recording that is accepted, in seconds. */
  maxSeconds!: number;
  maxSegmentBytes!: number;
  maxSegments!: number;
}

/** A new take for a question; earlier ones stay until another is chosen. */
export const startTake = command('interviews', 'takes.start', {
  input: QuestionRef,
  output: StartedTake,
  errors: ['interview_wrong_state', 'interview_expired', 'consent_required', 'answer_wrong_state', 'no_takes_left'],
});

export class TakeRef {
  @IsId('tak')
  takeId!: string;
}

/** The applicant's own take, whatever its state. */
export const getMyTake = query('interviews', 'takes.get-mine', { input: TakeRef, output: Take });

export class MayUploadInput extends TakeRef {
  @IsInt()
  @Min(0)
  @Max(uploadLimits.segmentsPerTake - 1)
  segment!: number;
}

/** For the edge: may the calling applicant upload this segment now? */
export const mayUpload = query('interviews', 'takes.may-upload', {
  input: MayUploadInput,
  output: Empty,
  errors: [
    'interview_wrong_state',
    'interview_expired',
    'consent_required',
    'take_wrong_state',
    'upload_quota_exceeded',
  ],
});

export const recordingContainers = ['webm', 'mp4'] as const;

export class CompletedSegment {
  @IsId('upl')
  uploadId!: string;

  @IsInt()
  @Min(1)
  @Max(uploadLimits.segmentBytes)
  bytes!: number;

  /** SHA-256 of the segment's bytes, in hex. */
  @Matches(/^[0-9a-f]{64}$/)
  sha256!: string;
}

export class SpooledSegment extends CompletedSegment {
  /** From the file's first bytes, never from its name. */
  @IsIn(recordingContainers)
  container!: 'webm' | 'mp4';
}

export class CompletionQueryInput extends TakeRef {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(uploadLimits.segmentsPerTake)
  @ValidateNested({ each: true })
  @Type(() => CompletedSegment)
  segments!: CompletedSegment[];
}

export class CompletionState {
  /** The take as it was acknowledged with exactly these segments; null where it still has to be. */
  take!: Take | null;
}

/** For the edge, before it reads the spool: an acknowledged take may have left it already. */
export const takeCompletion = query('interviews', 'takes.completion', {
  input: CompletionQueryInput,
  output: CompletionState,
  errors: ['take_wrong_state', 'interview_wrong_state', 'interview_expired', 'consent_required'],
});

export class CompleteTakeInput extends TakeRef {
  /** In order; each was checked against the spool and made durable there. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(uploadLimits.segmentsPerTake)
  @ValidateNested({ each: true })
  @Type(() => SpooledSegment)
  segments!: SpooledSegment[];
}

/** The only acknowledgement of a recording. A second one with the same segments gives the same reply. */
export const completeTake = command('interviews', 'takes.complete', {
  input: CompleteTakeInput,
  output: Take,
  errors: ['take_wrong_state', 'interview_wrong_state', 'interview_expired', 'consent_required', 'recording_too_long'],
});

export class ChooseTakeInput extends QuestionRef {
  @IsId('tak')
  takeId!: string;
}

export const chooseTake = command('interviews', 'takes.choose', {
  input: ChooseTakeInput,
  output: Answer,
  errors: ['interview_wrong_state', 'take_wrong_state'],
});

export class WriteAnswerInput extends QuestionRef {
  /** Plain text instead of a recording. */
  @IsString()
  @Length(1, 10_000)
  text!: string;
}

/** Answers a question in writing; the recorded takes of it no longer count. */
export const writeAnswer = command('interviews', 'answers.write', {
  input: WriteAnswerInput,
  output: Interview,
  errors: ['interview_wrong_state', 'interview_expired', 'consent_required'],
});

export class MediaGrantReply {
  objectKey!: string;
  dataKeyId!: string;
  contentType!: string;
  /** A JPEG under the same data key; null where there is no picture, or none yet. */
  thumbnailKey?: string | null;
  hasTranscript?: boolean;
  durationSeconds?: number | null;
  parts?: TakePart[];
}

/** For the edge: the stored object behind a take's playback, for its applicant and the staff on the opening; audited. */
export const grantMedia = command('interviews', 'takes.grant-media', {
  input: TakeRef,
  output: MediaGrantReply,
  errors: ['take_wrong_state'],
});

export class Captions {
  /** WebVTT, made from the transcript as it is now. */
  vtt!: string;
  /** BCP 47. */
  language!: string;
}

/** What is said in a take while it is said, for its applicant and the staff on the opening; audited. */
export const readCaptions = query('interviews', 'takes.read-captions', {
  input: TakeRef,
  output: Captions,
  errors: ['take_wrong_state'],
});
