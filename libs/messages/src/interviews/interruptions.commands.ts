import { IsIn, IsNumber, Max, Min } from 'class-validator';
import { command } from '../contract/index.js';
import { type InterruptionKind, interruptionKinds } from './interruption-kinds.js';
import { TakeRef } from './takes.commands.js';

/** Interruptions that are kept of one take. */
export const mostInterruptions = 50;

export class InterruptTakeInput extends TakeRef {
  @IsIn(interruptionKinds)
  kind!: InterruptionKind;

  /** Seconds of the recording until then, by the page's clock. */
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @Min(0)
  @Max(86_400)
  atSeconds!: number;
}

export class Interruption {
  /** Whose fault it is, for the words on the screen. */
  fault!: 'ours' | 'device' | 'connection';
  /** Always false: a take that is not completed costs nobody a try. */
  countsAsTry!: boolean;
  /** What the page offers first: another run of the recorder in the same take, or a take anew. */
  next!: 'continue' | 'start_again';
}

/** Something broke while an answer was recorded. What arrived until then is kept either way. */
export const interruptTake = command('interviews', 'takes.interrupt', {
  input: InterruptTakeInput,
  output: Interruption,
  errors: ['take_wrong_state', 'interview_wrong_state', 'interview_expired'],
});
