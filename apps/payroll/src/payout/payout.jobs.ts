import { IsId, job } from '@guildhall/messages/contract';

export class PayoutFilePayload {
  @IsId('fil')
  fileId!: string;
}

const common = {
  service: 'payroll',
  queue: 'bank',
  payload: PayoutFilePayload,
  attempts: 20,
  backoffMs: 2_000,
} as const;

/** Hands a file to the bank, once; asks what became of it where nobody knows. */
export const submitPayoutFile = job({ ...common, name: 'submit-payout-file', timeoutMs: 120_000 });

/** Asks the bank what became of the payments of a file, until it has said of each, and for a week after. */
export const followPayoutFile = job({ ...common, name: 'follow-payout-file', timeoutMs: 120_000 });
