import { IsIn, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { command, query } from '../contract/index.js';
import { InterviewRef, StaffInterviewRef } from './interviews.commands.js';
import { questionIdPattern } from './question-id.js';

export const signalKinds = ['left_page', 'lost_focus', 'second_device_tab', 'pasted_text'] as const;
export type SignalKind = (typeof signalKinds)[number];

/** Signals that are kept of one interview. */
export const mostSignals = 500;

export class NoteSignalInput extends InterviewRef {
  @IsIn(signalKinds)
  kind!: SignalKind;

  /** The question that was shown meanwhile. */
  @IsOptional()
  @Matches(questionIdPattern)
  questionId?: string;

  /** How long it lasted, where that is known. */
  @IsOptional()
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @Min(0)
  @Max(86_400)
  seconds?: number;
}

/** Something that the page noticed while the interview was open. It says nothing about an answer, and changes no score. */
export class IntegritySignal {
  kind!: SignalKind;
  questionId!: string | null;
  seconds!: number | null;
  notedAt!: string;
}

/** All of an interview's, oldest first; at most 500. */
export class IntegritySignals {
  data!: IntegritySignal[];
}

/** Writes down what the applicant's page noticed; they can read all of it. */
export const noteSignal = command('interviews', 'signals.note', {
  input: NoteSignalInput,
  output: IntegritySignal,
  errors: ['interview_wrong_state', 'interview_expired', 'conflict'],
});

export const listMySignals = query('interviews', 'signals.list-mine', {
  input: InterviewRef,
  output: IntegritySignals,
});

/** For the staff on the opening; the read is audited. */
export const listSignals = query('interviews', 'signals.list', { input: StaffInterviewRef, output: IntegritySignals });
