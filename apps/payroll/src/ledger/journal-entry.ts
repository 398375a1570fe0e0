import { createHash } from 'node:crypto';

export interface Posting {
  account: string;
  currency: string;
  /** A debit is positive, a credit negative. */
  amountMinor: bigint;
}

export interface JournalEntry {
  /** The same key with the same body is the same entry; with another body it is refused. */
  key: string;
  /** What happened, a word: `approve`, `send`. */
  kind: string;
  /** Id of what it happened to. */
  subject: string;
  postings: readonly Posting[];
  /** The journal that this one takes back. */
  reverses?: string;
}

/** A movement between two accounts. */
export function movement(
  what: Pick<JournalEntry, 'key' | 'kind' | 'subject'>,
  { debit, credit, amountMinor, currency }: { debit: string; credit: string; amountMinor: bigint; currency: string },
): JournalEntry {
  return {
    ...what,
    postings: [
      { account: debit, currency, amountMinor },
      { account: credit, currency, amountMinor: -amountMinor },
    ],
  };
}

export function bodyHashOf({ kind, subject, postings, reverses }: JournalEntry): string {
  const lines = postings.map(({ account, currency, amountMinor }) => [account, currency, amountMinor.toString()]);
  return createHash('sha256')
    .update(JSON.stringify([kind, subject, lines, reverses ?? null]))
    .digest('hex');
}
