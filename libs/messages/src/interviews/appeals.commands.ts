import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { command, query } from '../contract/index.js';
import { ApplicationResultRef } from './results.queries.js';

export const appealOutcomes = ['upheld', 'changed'] as const;
/** `upheld`: the decision stands. `changed`: it is taken back, and somebody decides anew. */
export type AppealOutcome = (typeof appealOutcomes)[number];

export const appealReasonCodes = {
  upheld: ['evidence_reads_the_same', 'requirements_not_met', 'position_filled'],
  changed: ['evidence_was_missed', 'transcript_was_wrong', 'procedure_was_wrong'],
} as const;
export type AppealReason = (typeof appealReasonCodes)[AppealOutcome][number];

/** An appeal as the applicant may know it. */
export class OwnAppeal {
  id!: string;
  state!: 'open' | AppealOutcome;
  openedAt!: string;
  /** By when a person answers. */
  dueAt!: string;
  concludedAt!: string | null;
  /** The person who answered. */
  concludedBy!: string | null;
  reasonCode!: AppealReason | null;
  /** In the applicant's words; null where none were given, or they were erased. */
  reason?: string | null;
}

export class OpenAppealInput extends ApplicationResultRef {
  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  reason?: string;
}

/** By the applicant, once, after a decision against them: a new run with another seed, and a person who has not seen the first. */
export const openAppeal = command('interviews', 'appeals.open', {
  input: OpenAppealInput,
  output: OwnAppeal,
  errors: ['not_found', 'validation_failed', 'appeal_exists', 'appeal_not_possible'],
});

export class FoundAppeal {
  /** Null where there is none. */
  appeal!: OwnAppeal | null;
  /** Calendar days after a decision in which it can be asked for. */
  appealDays!: number;
}

export const findMyAppeal = query('interviews', 'appeals.find-mine', {
  input: ApplicationResultRef,
  output: FoundAppeal,
});

/** An appeal as those see it who may answer it. */
export class Appeal extends OwnAppeal {
  applicationId!: string;
  openingId!: string;
  /** In the applicant's words; null where none were given, they were erased, or the caller may still answer and has yet to rate. */
  override reason!: string | null;
  /** Whether the answers are compared anew; without a result, a person answers from what there is. */
  isComparedAnew!: boolean;
}

export class AppealOfApplication {
  /** Null where the applicant has not asked for one. */
  appeal!: Appeal | null;
}

/** For the staff on the opening. */
export const getAppeal = query('interviews', 'appeals.get', {
  input: ApplicationResultRef,
  output: AppealOfApplication,
});

export class ConcludeAppealInput extends ApplicationResultRef {
  @IsIn(appealOutcomes)
  outcome!: AppealOutcome;

  /** One of the codes of the outcome. */
  @IsIn(Object.values(appealReasonCodes).flat())
  reasonCode!: AppealReason;
}

/** By a named person who neither decided nor had seen the first result, after their review of the new one. */
export const concludeAppeal = command('interviews', 'appeals.conclude', {
  input: ConcludeAppealInput,
  output: Appeal,
  errors: [
    ...(['not_found', 'validation_failed', 'appeal_wrong_state'] as const),
    ...(['appeal_needs_another_person', 'appeal_needs_review'] as const),
  ],
});
