import { IsIn, IsString } from 'class-validator';
import { event, IsId } from '../contract/index.js';
import { type OnboardingKind, type OnboardingState, onboardingKinds, onboardingStates } from './onboarding.commands.js';
import { type TimesheetQueryCode, timesheetQueryCodes } from './time.commands.js';

export class OnboardingItemChanged {
  @IsId('onb')
  itemId!: string;

  @IsId('per')
  personId!: string;

  @IsIn(onboardingKinds)
  kind!: OnboardingKind;

  @IsIn(onboardingStates)
  state!: OnboardingState;
}

export const onboardingItemChanged = event('payroll', 'onboarding.item_changed', OnboardingItemChanged);

export class PersonFact {
  @IsId('per')
  personId!: string;
}

/** Everything on the checklist is verified for the first time. */
export const onboardingCompleted = event('payroll', 'onboarding.completed', PersonFact);

/** A person's account was exchanged for another; they are told by mail. Internal to the house. */
export const payoutMethodChanged = event('payroll', 'payout_method.changed', PersonFact);

export class TimesheetFact {
  @IsId('tsh')
  timesheetId!: string;

  @IsId('ctr')
  contractId!: string;

  @IsId('per')
  personId!: string;
}

export const timesheetSubmitted = event('payroll', 'timesheet.submitted', TimesheetFact);
export const timesheetApproved = event('payroll', 'timesheet.approved', TimesheetFact);

export class TimesheetReasonFact extends TimesheetFact {
  @IsIn(timesheetQueryCodes)
  reasonCode!: TimesheetQueryCode;
}

export const timesheetQueried = event('payroll', 'timesheet.queried', TimesheetReasonFact);

export class PayRunFact {
  @IsId('run')
  payRunId!: string;
}

export const payRunApproved = event('payroll', 'payrun.approved', PayRunFact);
export const payRunClosed = event('payroll', 'payrun.closed', PayRunFact);

export class PayoutFact {
  @IsId('pyt')
  payoutId!: string;

  @IsId('run')
  payRunId!: string;

  @IsId('per')
  personId!: string;
}

export const payoutSent = event('payroll', 'payout.sent', PayoutFact);
export const payoutSettled = event('payroll', 'payout.settled', PayoutFact);

export class PayoutReasonFact extends PayoutFact {
  /** A hold reason, or the bank's return code, or `rejected_by_bank` or `file_refused`. */
  @IsString()
  reasonCode!: string;
}

export const payoutReturned = event('payroll', 'payout.returned', PayoutReasonFact);
export const payoutHeld = event('payroll', 'payout.held', PayoutReasonFact);
