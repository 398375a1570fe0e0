import { command, query } from '@guildhall/messages/contract';
import { IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';

export class AddToTally {
  @IsString()
  @MaxLength(50)
  tally!: string;

  @IsInt()
  @Min(1)
  by!: number;

  /** How long the handler takes; a test's way to have requests in flight. */
  @IsOptional()
  @IsInt()
  workMs?: number;
}

export class Tally {
  total!: number;
}

export class ReadTally {
  @IsString()
  tally!: string;
}

export class Echo {
  @IsString()
  text!: string;
}

/** Its effect is a counter in Redis that remembers which idempotency keys it has counted. */
export const addToTally = command('events', 'tally.add', { input: AddToTally, output: Tally });
export const readTally = query('events', 'tally.read', { input: ReadTally, output: Tally });
export const echo = query('events', 'echo', { input: Echo, output: Echo, errors: ['interview_wrong_state'] });

/** Takes longer than one try; a repeat that arrives meanwhile is told `in_progress`, as `runOnce` tells it. */
export const addSlowly = command('events', 'tally.addSlowly', { input: AddToTally, output: Tally });
