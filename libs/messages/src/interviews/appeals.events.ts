import { IsIn, IsISO8601, IsString } from 'class-validator';
import { event, IsId } from '../contract/index.js';
import { type AppealOutcome, appealOutcomes } from './appeals.commands.js';
import { InterviewFact } from './interviews.events.js';

export class AppealOpened extends InterviewFact {
  @IsId('apl')
  appealId!: string;

  /** By when a person answers. */
  @IsISO8601()
  dueAt!: string;
}

/** The applicant asks for another look at what was decided against them. */
export const appealOpened = event('interviews', 'appeal.opened', AppealOpened);

export class AppealConcluded extends InterviewFact {
  @IsId('apl')
  appealId!: string;

  @IsIn(appealOutcomes)
  outcome!: AppealOutcome;

  @IsString()
  reasonCode!: string;

  @IsId('per')
  concludedBy!: string;
}

/** A person who had not seen the first result has answered it; where it is `changed`, somebody decides anew. */
export const appealConcluded = event('interviews', 'appeal.concluded', AppealConcluded);
