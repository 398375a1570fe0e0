import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { command } from '../contract/index.js';
import { WantedAdjustments } from './adjustments.queries.js';
import { Interview, InterviewRef, StaffInterviewRef } from './interviews.commands.js';

/** What nobody has to be asked for (WCAG 2.2, 2.2.1 Timing Adjustable). */
export const ownTimeFactors = [1.5] as const;

export class AdjustMyInterviewInput extends InterviewRef {
  /** Half as much again for each answer. Where more was agreed already, that stays. */
  @IsOptional()
  @IsIn(ownTimeFactors)
  timeFactor?: number;

  /** Takes the place of a request that nobody has answered yet. */
  @IsOptional()
  @ValidateNested()
  @Type(() => WantedAdjustments)
  request?: WantedAdjustments;
}

/** By the applicant: more time at once, and whatever else from a person. */
export const adjustMyInterview = command('interviews', 'interviews.adjust-mine', {
  input: AdjustMyInterviewInput,
  output: Interview,
  errors: ['interview_wrong_state', 'interview_expired', 'validation_failed'],
});

export const timeFactors = [1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export class AdjustInterviewInput extends StaffInterviewRef {
  /** It can only be raised, so that nothing that was recorded becomes too long. */
  @IsOptional()
  @IsIn(timeFactors)
  timeFactor?: number;

  /** Records what was agreed; an answer may be written in any case. */
  @IsOptional()
  @IsBoolean()
  writtenAnswers?: boolean;

  @IsOptional()
  @IsBoolean()
  extraBreaks?: boolean;
}

/** What a person's interview is adjusted by, from a recruiter on the opening; answers the applicant's request, if there is one. */
export const adjustInterview = command('interviews', 'interviews.adjust', {
  input: AdjustInterviewInput,
  output: Interview,
  errors: ['not_found', 'interview_wrong_state', 'validation_failed'],
});
