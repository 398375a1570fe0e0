import { createHash } from 'node:crypto';
import { readNacha } from '../nacha/nacha-reader.js';
import { type NachaOrigin, type NachaPayment, writeNacha } from '../nacha/nacha-writer.js';
import { shownEnd } from '../sensitive/sealed-field.js';
import { nextBusinessDay, yymmdd } from './bank-days.js';
import type { PayoutFileEntity } from './payout.entity.js';

/** A payment with the place in its file that was given to it beforehand. */
export interface PlannedPayment extends NachaPayment {
  traceNumber: string;
}

/** Repeating does not help: what the file is made of has to be corrected first. The message names no account. */
export class UnwritablePayoutFile extends Error {
  override readonly name = 'UnwritablePayoutFile';
}

const modifiers = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The part of a payout's id that fits the field which comes back with a return; random, and so as good as unique. */
export function individualIdOf(payoutId: string): string {
  return payoutId.slice(-15);
}

/** ODFI and the place among the entries of a day. */
export function traceNumberOf(odfi: string, sequence: number): string {
  return `${odfi}${String(sequence).padStart(7, '0')}`;
}

/** What tells a file from every other of its day. */
export type FileMarks = Pick<PayoutFileEntity, 'createdOn' | 'dayNumber' | 'firstSequence'>;

/** The file of a run; equal inputs give equal bytes. */
export function writePayoutFile(
  origin: NachaOrigin,
  payments: readonly PlannedPayment[],
  { createdOn, dayNumber, firstSequence }: FileMarks,
  createdTime: string,
): string {
  return writeNacha({
    ...{ origin, payments, description: 'PAYROLL' },
    ...{ createdDate: yymmdd(createdOn), createdTime, modifier: modifiers[dayNumber - 1] ?? '' },
    ...{ batchNumber: dayNumber, firstSequence },
    effectiveDate: yymmdd(nextBusinessDay(createdOn)),
  });
}

/**
 * Reads the file with the other program and holds it against what was to be paid: each payment there once, to that account,
 * with that amount, and nothing else.
 * @throws Error that names the place; never an account
 */
export function requireSameAsPlanned(content: string, payments: readonly PlannedPayment[]): void {
  const read = readNacha(content);
  const entries = read.batches.flatMap((batch) => batch.entries);
  if (read.warnings.length > 0) throw new Error('The payout file is not strictly 94 characters a line.');
  if (entries.length !== payments.length)
    throw new Error('The payout file has another number of entries than the run.');
  const total = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (read.totalCreditMinor !== total || read.totalDebitMinor !== 0n)
    throw new Error('The payout file pays another total than the run.');
  for (const [index, planned] of payments.entries()) {
    const entry = entries[index]!;
    const isSame =
      entry.traceNumber === planned.traceNumber &&
      entry.routingNumber === planned.routingNumber &&
      entry.accountNumber === planned.accountNumber &&
      entry.amountMinor === planned.amountMinor &&
      entry.individualId === planned.individualId &&
      entry.transactionCode === (planned.accountType === 'savings' ? '32' : '22');
    if (!isSame) throw new Error(`Entry ${index + 1} of the payout file is not what the run says.`);
  }
}

/** Every account number but the end that may be seen as asterisks, for people who look at a file. */
export function withMaskedAccounts(content: string): string {
  return content.replaceAll(/^(6.{11})(.{17})/gm, (_, before: string, account: string) => {
    const number = account.trimEnd();
    return before + shownEnd(number).padStart(number.length, '*').padEnd(account.length);
  });
}

/**
 * SHA-256 (hex) of the file as people see it. None of the file itself is kept: beside the masked text it would tell anybody
 * who tries every number which account it was.
 */
export function maskedSha256Of(content: string): string {
  return createHash('sha256').update(withMaskedAccounts(content), 'latin1').digest('hex');
}
