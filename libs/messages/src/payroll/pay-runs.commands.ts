import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Min } from 'class-validator';
import {
  cannotBePaid,
  command,
  IsId,
  PageQuery,
  type PayableCurrency,
  payableCurrencies,
  query,
} from '../contract/index.js';
import { type HoldReason, holdReasons } from './onboarding.commands.js';

export const payRunStates = [
  'draft',
  'calculated',
  'approved',
  'filed',
  'submitted',
  'settled',
  'partial',
  'closed',
] as const;
export type PayRunState = (typeof payRunStates)[number];

export class CreatePayRunInput {
  /** Approved time of weeks that began on this day or before is paid. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  periodEnd!: string;

  /** Lines of earlier weeks are marked as of a prior period. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  periodStart!: string;

  @IsIn(payableCurrencies, { message: cannotBePaid })
  currency!: PayableCurrency;
}

export class PayRunFile {
  id!: string;
  number!: number;
  kind!: 'nacha';
  state!: 'building' | 'built' | 'submitting' | 'submitted' | 'done' | 'refused' | 'abandoned';
  entries!: number;
  totalMinor!: string;
  /** SHA-256 (hex) of the file as finance may look at it: with masked account numbers. */
  sha256!: string | null;
}

export class PayRunApproval {
  approvedBy!: string;
  approvedAt!: string;
}

export class PayRun {
  id!: string;
  state!: PayRunState;
  currency!: string;
  periodStart!: string;
  periodEnd!: string;
  createdBy!: string;
  /** Grows with each calculation; approvals count for one. */
  calculation!: number;
  isCalculating!: boolean;
  /** SHA-256 (hex) of everything that the calculation was made from. */
  snapshotSha256!: string | null;
  lines!: number;
  totalMinor!: string;
  heldMinor!: string;
  approvals!: PayRunApproval[];
  files!: PayRunFile[];
  createdAt!: string;
}

export class PayRunPage {
  data!: PayRun[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const createPayRun = command('payroll', 'pay-runs.create', {
  input: CreatePayRunInput,
  output: PayRun,
  errors: ['validation_failed'],
});

export class PayRunRef {
  @IsId('run')
  payRunId!: string;
}

/** Works out the lines anew, in the background; earlier approvals are void. */
export const calculatePayRun = command('payroll', 'pay-runs.calculate', {
  input: PayRunRef,
  output: PayRun,
  errors: ['pay_run_wrong_state'],
});

export class ApprovePayRunInput extends PayRunRef {
  /** The snapshot that the approver has looked at. */
  @Matches(/^[0-9a-f]{64}$/)
  snapshotSha256!: string;
}

/** Two people, neither of whom made the run; the edge asks for a step-up. The second approval sets the run going. */
export const approvePayRun = command('payroll', 'pay-runs.approve', {
  input: ApprovePayRunInput,
  output: PayRun,
  errors: ['pay_run_wrong_state', 'own_pay_run', 'version_conflict'],
});

/** Ends a run of which everything was paid, or that was calculated and has no lines; what came back is reissued first. */
export const closePayRun = command('payroll', 'pay-runs.close', {
  input: PayRunRef,
  output: PayRun,
  errors: ['pay_run_wrong_state'],
});

export const getPayRun = query('payroll', 'pay-runs.get', { input: PayRunRef, output: PayRun });
export const listPayRuns = query('payroll', 'pay-runs.list', { input: PageQuery, output: PayRunPage });

export class PayLine {
  id!: string;
  contractId!: string;
  personId!: string;
  weekStart!: string;
  seconds!: number;
  rateMinor!: string;
  amountMinor!: string;
  currency!: string;
  priorPeriod!: boolean;
  /** What it waits for now. */
  holdReason!: HoldReason | null;
  payoutId!: string | null;
}

export class PayLinesQuery extends PageQuery {
  @IsId('run')
  payRunId!: string;

  @IsOptional()
  @IsIn(holdReasons)
  holdReason?: HoldReason;
}

export class PayLinePage {
  data!: PayLine[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listPayLines = query('payroll', 'pay-runs.lines', { input: PayLinesQuery, output: PayLinePage });

export class PayoutFileRef extends PayRunRef {
  @IsId('fil')
  fileId!: string;
}

export class PayoutFileQuery {
  /** Where the part begins, as the part before said. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  offset?: number;
}

export class PayoutFileInput extends PayoutFileRef {
  @IsOptional()
  @IsInt()
  @Min(0)
  offset?: number;
}

export class PayoutFileContent {
  /** With every account number but its last digits as asterisks: four, and half of them at most. */
  text!: string;
  /** SHA-256 (hex) of the whole text, all parts of it, as it is shown here. */
  sha256!: string;
  /** Where the next part begins; null at the end. Half a megabyte comes at once. */
  nextOffset!: number | null;
}

/** The file as finance may look at it. */
export const getPayoutFile = query('payroll', 'pay-runs.file', {
  input: PayoutFileInput,
  output: PayoutFileContent,
});
