import { PageQuery, query } from '../contract/index.js';

export const bankExceptionKinds = [
  /** The file of returns could not be read. */
  'returns_unreadable',
  /** A line of the statement names no payment of the file. */
  'line_unmatched',
  'line_other_amount',
  /** It says settled of what was rejected, or the other way round. */
  'line_contradicts',
  /** What came back names no payment of the file. */
  'return_unmatched',
  'return_other_amount',
  /** The payment went through, and the bank wants its account corrected. */
  'notification_of_change',
] as const;
export type BankExceptionKind = (typeof bankExceptionKinds)[number];

/** News of the bank that does not fit what it was sent. Nothing is booked for it; a person looks. */
export class BankException {
  id!: string;
  fileId!: string;
  kind!: BankExceptionKind;
  /** Where the payment is known that it is about. */
  payoutId!: string | null;
  traceNumber!: string | null;
  amountMinor!: string | null;
  /** Of the bank: `R02`, `C01`. What an account is to be corrected to, the bank says; it is not kept here. */
  code!: string | null;
  /** The bank's own reference of a line; of a file that cannot be read, what is wrong with it. */
  reference!: string;
  foundAt!: string;
}

export class BankExceptionPage {
  data!: BankException[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** For finance, newest first. */
export const listBankExceptions = query('payroll', 'bank-exceptions.list', {
  input: PageQuery,
  output: BankExceptionPage,
});
