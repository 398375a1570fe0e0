import { IsInt, IsString, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { command, IsId, query } from '../contract/index.js';
import { InterviewRef, StaffInterviewRef } from './interviews.commands.js';

/** What one transcript may be corrected by, and an interview reported for. */
export const correctionLimits = {
  sentenceLength: 2_000,
  correctionsPerTranscript: 500,
  /** A corrected transcript may have twice the length of what was heard, and this much more. */
  furtherLength: 500,
  noteLength: 1_000,
  mistakesPerInterview: 20,
} as const;

export class TranscriptWord {
  word!: string;
  /** Seconds from the start of the recording. */
  start!: number;
  end!: number;
  /** From 0 to 1; null where the engine gives none. */
  confidence!: number | null;
}

/** A word of a corrected sentence, and whether the recording has it. */
export class AlignedWord {
  word!: string;
  /** Heard as it is written, or misheard and corrected. What was not heard is no evidence. */
  heard!: boolean;
  /** What was recognised in its place, where that is something else. */
  heardAs!: string | null;
  /** Seconds from the start of the recording; null where nothing was heard. */
  start!: number | null;
  end!: number | null;
}

/** A stretch of speech between two pauses. */
export class TranscriptSentence {
  /** From 1. */
  n!: number;
  startSeconds!: number;
  endSeconds!: number;
  /** As it was heard; never changed. */
  text!: string;
  /** As the applicant corrects it; empty where nothing of it was said, null where what was heard stands. */
  correctedText!: string | null;
  /** The words that were heard. */
  words!: TranscriptWord[];
  /** The words of the correction; empty where there is none. */
  alignment!: AlignedWord[];
}

/** Counts of words. */
export class TranscriptChanges {
  keptWords!: number;
  /** Corrected words that stand for what was misheard. */
  changedWords!: number;
  addedWords!: number;
  removedWords!: number;
  /** More than misheard words was changed: the reviewer is told. */
  largeChange!: boolean;
}

/** What an applicant says is wrong in a transcript that can no longer be corrected. */
export class ReportedMistake {
  /** `n` of the sentence. */
  sentence!: number;
  note!: string;
  reportedAt!: string;
}

export class Transcript {
  id!: string;
  questionId!: string;
  takeId!: string | null;
  kind!: 'recorded' | 'written';
  engine!: string;
  model!: string;
  /** Set where the engine is for demonstration only. */
  notice!: string | null;
  language!: string;
  /** As it was heard. */
  text!: string;
  /** With the corrections; null where there are none. */
  correctedText!: string | null;
  speechSeconds!: number | null;
  /** The words that were heard. Empty for a written answer. */
  words!: TranscriptWord[];
  sentences!: TranscriptSentence[];
  changes!: TranscriptChanges;
  /** Whether the applicant may correct it now. */
  correctable!: boolean;
  /** When that ends or ended; null before there is such a time, and for a written answer. */
  correctableUntil!: string | null;
  /** Oldest first. */
  reportedMistakes!: ReportedMistake[];
}

export class Transcripts {
  transcripts!: Transcript[];
}

export const getMyTranscripts = query('interviews', 'transcripts.list-mine', {
  input: InterviewRef,
  output: Transcripts,
});

/** For the staff on the opening; the read is audited. */
export const getTranscripts = query('interviews', 'transcripts.list', {
  input: StaffInterviewRef,
  output: Transcripts,
});

export class TranscriptSentenceRef extends InterviewRef {
  @IsId('trs')
  transcriptId!: string;

  /** `n` of the sentence. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  sentence!: number;
}

export class CorrectSentenceInput extends TranscriptSentenceRef {
  /** What was said instead; empty where nothing was said, null for what was heard after all. */
  @ValidateIf(({ text }: CorrectSentenceInput) => text !== null)
  @IsString()
  @MaxLength(correctionLimits.sentenceLength)
  text!: string | null;
}

/** The applicant mends what was misheard, while transcripts are checked. What was heard stays beside it. */
export const correctSentence = command('interviews', 'transcripts.correct', {
  input: CorrectSentenceInput,
  output: Transcript,
  errors: ['interview_wrong_state', 'transcript_check_over', 'transcript_not_correctable', 'too_many_corrections'],
});

export class ReportMistakeInput extends TranscriptSentenceRef {
  @IsString()
  @Length(1, correctionLimits.noteLength)
  note!: string;
}

/** After the time for corrections: what is wrong is told to the people who decide. */
export const reportMistake = command('interviews', 'transcripts.report-mistake', {
  input: ReportMistakeInput,
  output: Transcript,
  errors: ['interview_wrong_state', 'transcript_not_correctable', 'too_many_corrections'],
});
