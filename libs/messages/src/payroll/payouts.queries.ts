import { IsIn } from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';
import type { HoldReason } from './onboarding.commands.js';

export const payoutStates = [
  'ready',
  'held',
  'batched',
  'sent',
  'accepted',
  'settled',
  'rejected',
  'returned',
  'reissued',
] as const;
export type PayoutState = (typeof payoutStates)[number];

export class Payout {
  id!: string;
  payRunId!: string;
  personId!: string;
  state!: PayoutState;
  amountMinor!: string;
  currency!: string;
  holdReason!: HoldReason | null;
  /** Of the bank, where it came back. */
  returnCode!: string | null;
  /** 1, and one more each time that it is paid anew. */
  attempt!: number;
  /** The payout that came back and is paid by this one. */
  replaces!: string | null;
  sentAt!: string | null;
  settledAt!: string | null;
  createdAt!: string;
}

export class PayoutPage {
  data!: Payout[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** The caller's own, newest first. */
export const listMyPayouts = query('payroll', 'payouts.list-mine', { input: PageQuery, output: PayoutPage });

export class PayRunPayoutsQuery extends PageQuery {
  @IsId('run')
  payRunId!: string;
}

export const listPayouts = query('payroll', 'payouts.list', { input: PayRunPayoutsQuery, output: PayoutPage });

export class PayoutRef {
  @IsId('pyt')
  payoutId!: string;
}

export const reissueReasons = ['account_corrected', 'bank_error', 'other'] as const;

export class ReissuePayoutInput extends PayoutRef {
  /** Why it is paid anew; kept in the audit log. */
  @IsIn(reissueReasons)
  reasonCode!: (typeof reissueReasons)[number];
}

/**
 * Pays what came back, or was rejected, by another payout, which waits or goes like any other. The edge asks for a step-up.
 * @throws `payout_wrong_state` for any other, also for one that was reissued already
 */
export const reissuePayout = command('payroll', 'payouts.reissue', {
  input: ReissuePayoutInput,
  output: Payout,
  errors: ['payout_wrong_state'],
});

export class ChainPosting {
  journalId!: string;
  kind!: string;
  account!: string;
  amountMinor!: string;
  currency!: string;
  at!: string;
}

export class ChainLine {
  payLineId!: string;
  contractId!: string;
  /** SHA-256 (hex) of the sealed agreement. */
  agreementSha256!: string;
  rateId!: string;
  rateVersion!: number;
  rateMinor!: string;
  rateEffectiveFrom!: string;
  timesheetId!: string;
  timesheetLineId!: string;
  weekStart!: string;
  approvedBy!: string | null;
  approvedAt!: string | null;
  seconds!: number;
  amountMinor!: string;
}

/** From the signed contract to the line of the bank. */
export class PayoutChain {
  payout!: Payout;
  lines!: ChainLine[];
  postings!: ChainPosting[];
  /** The hash is of the file with masked account numbers. */
  file!: { id: string; sha256: string | null; traceNumber: string | null } | null;
  /** The reference of the bank's statement. */
  bankLine!: string | null;
}

/** Why somebody was paid this: their own payout, or any for finance. */
export const getPayoutChain = query('payroll', 'payouts.chain', { input: PayoutRef, output: PayoutChain });

export class Remittance {
  /** A PDF, base64. */
  pdf!: string;
  fileName!: string;
}

export const getRemittance = query('payroll', 'payouts.remittance', { input: PayoutRef, output: Remittance });

export class AccountBalance {
  account!: string;
  currency!: string;
  /** Debits less credits. */
  balanceMinor!: string;
}

export class TrialBalance {
  /** By kind of account; those of single people are summed up. */
  accounts!: AccountBalance[];
  /** By currency; always 0. */
  totals!: { currency: string; balanceMinor: string }[];
}

export const getTrialBalance = query('payroll', 'ledger.trial-balance', { input: Empty, output: TrialBalance });
