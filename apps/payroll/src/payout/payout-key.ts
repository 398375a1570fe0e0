import { createHash } from 'node:crypto';

/** What makes a payout that one and no other: the database takes each key once. */
export function payoutKeyOf(runId: string, personId: string, currency: string, attempt: number): string {
  return createHash('sha256').update([runId, personId, currency, attempt].join('|')).digest('hex');
}
