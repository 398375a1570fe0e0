import { NachaRefused } from '../nacha/nacha-content.js';
import { readNacha } from '../nacha/nacha-reader.js';
import type { BankLine } from './bank.js';
import type { Misfit } from './bank-exceptions.service.js';
import type { PayoutEntity } from './payout.entity.js';
import { individualIdOf } from './payout-file.js';

/** An entry of a file of returns. */
export interface ReturnedEntry {
  kind: 'return' | 'change';
  individualId: string;
  traceNumber: string;
  amountMinor: bigint;
  /** `R01` or `C01` and so on. */
  code: string;
}

export type PayoutsByTrace = ReadonlyMap<string | null, PayoutEntity>;

export interface Matched<T> {
  payout: PayoutEntity;
  news: T;
}

/** What fits, and what a person has to look at. */
export interface Sorted<T> {
  matched: Matched<T>[];
  misfits: Misfit[];
}

const longestReference = 500;

/** One file that cannot be read must not keep back what else the bank says. */
export function readReturns(content: string | null): { entries: ReturnedEntry[]; misfits: Misfit[] } {
  if (content === null) return { entries: [], misfits: [] };
  try {
    const entries = readNacha(content).batches.flatMap((batch) => batch.entries);
    return {
      entries: entries.flatMap(({ individualId, amountMinor, return: back, change }): ReturnedEntry[] => {
        const addenda = back ?? change;
        if (!addenda) return [];
        const { code, originalTraceNumber: traceNumber } = addenda;
        return [{ kind: back ? 'return' : 'change', individualId, amountMinor, traceNumber, code }];
      }),
      misfits: entries
        .filter((entry) => !entry.return && !entry.change)
        .map(({ traceNumber, amountMinor }) => ({
          ...{ kind: 'return_unmatched', reference: `${traceNumber} without addenda`, traceNumber, amountMinor },
        })),
    };
  } catch (error) {
    if (!(error instanceof NachaRefused)) throw error;
    // Names records and faults, never an account.
    return {
      entries: [],
      misfits: [{ kind: 'returns_unreadable', reference: error.message.slice(0, longestReference) }],
    };
  }
}

export function sortLines(lines: readonly BankLine[], byTrace: PayoutsByTrace): Sorted<BankLine> {
  const sorted: Sorted<BankLine> = { matched: [], misfits: [] };
  for (const line of lines) {
    const payout = byTrace.get(line.traceNumber);
    const kind = payout ? lineFault(line, payout) : 'line_unmatched';
    if (payout && kind === null) sorted.matched.push({ payout, news: line });
    else if (kind) {
      const { id: reference, traceNumber } = line;
      const amountMinor = BigInt(line.amountMinor);
      sorted.misfits.push({ kind, reference, traceNumber, amountMinor, payoutId: payout?.id ?? null });
    }
  }
  return sorted;
}

function lineFault({ kind, amountMinor }: BankLine, payout: PayoutEntity): Misfit['kind'] | null {
  if (BigInt(amountMinor) !== payout.amountMinor) return 'line_other_amount';
  const wasSettled = payout.settledAt !== null;
  const wasRejected =
    payout.state === 'rejected' || (payout.state === 'reissued' && !wasSettled && payout.returnCode === null);
  return (kind === 'settled' && wasRejected) || (kind === 'rejected' && wasSettled) ? 'line_contradicts' : null;
}

export function sortReturns(entries: readonly ReturnedEntry[], byTrace: PayoutsByTrace): Sorted<ReturnedEntry> {
  const sorted: Sorted<ReturnedEntry> = { matched: [], misfits: [] };
  for (const entry of entries) {
    const found = byTrace.get(entry.traceNumber);
    // Trace numbers repeat from day to day, our own id does not.
    const payout = found && individualIdOf(found.id) === entry.individualId ? found : undefined;
    const kind = entryFault(entry, payout);
    if (payout && kind === null) sorted.matched.push({ payout, news: entry });
    else if (kind) {
      const { traceNumber, amountMinor, code, individualId } = entry;
      const reference = `${traceNumber} ${code} ${individualId}`;
      sorted.misfits.push({ kind, reference, traceNumber, amountMinor, code, payoutId: payout?.id ?? null });
    }
  }
  return sorted;
}

function entryFault(entry: ReturnedEntry, payout: PayoutEntity | undefined): Misfit['kind'] | null {
  if (entry.kind === 'change') return 'notification_of_change';
  if (!payout) return 'return_unmatched';
  return entry.amountMinor === payout.amountMinor ? null : 'return_other_amount';
}
