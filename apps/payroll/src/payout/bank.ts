/** What became of a file, as the bank says. */
export interface BankFileStatus {
  status: 'accepted' | 'refused';
  /** Why it was refused; empty otherwise. */
  faults: string[];
}

/** One line of the bank's statement that belongs to a file. */
export interface BankLine {
  id: string;
  traceNumber: string;
  amountMinor: string;
  kind: 'settled' | 'rejected';
}

/** The bank that takes payout files. A file goes in under an id of ours, so that handing it in twice is handing it in once. */
export interface Bank {
  /** @throws BankOutcomeUnknown where nobody can tell whether the file arrived: ask, never send it under another id */
  submit(fileId: string, content: string, signal: AbortSignal): Promise<BankFileStatus>;
  /** Null where the bank has never seen the file. */
  statusOf(fileId: string, signal: AbortSignal): Promise<BankFileStatus | null>;
  linesOf(fileId: string, signal: AbortSignal): Promise<BankLine[]>;
  /** A NACHA file of what came back so far, null where nothing did. */
  returnsOf(fileId: string, signal: AbortSignal): Promise<string | null>;
}

/** The request may or may not have reached the bank. */
export class BankOutcomeUnknown extends Error {
  override readonly name = 'BankOutcomeUnknown';
}
