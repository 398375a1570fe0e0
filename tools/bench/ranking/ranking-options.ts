import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.js';

export interface RankingOptions {
  /** Rows of the table of places; half of them, and half a million at most, are the opening that is read. */
  rows: number;
  /** What the table grows to afterwards, to see whether its size matters; null to leave that out. */
  largeRows: number | null;
}

const usualRows = 1_000_000;
const mostRows = 10_000_000;
const fewestRows = 2_000;

/** @throws Error that says what is wrong with the words of the call */
export function readRankingOptions(words: string[]): RankingOptions {
  const { values } = parseArgs({ args: words, options: { rows: { type: 'string' }, large: { type: 'string' } } });
  const rows = wholeNumber('rows', values.rows ?? String(usualRows), fewestRows, mostRows);
  const isWhole = values.rows === undefined && values.large === undefined;
  if (values.large === undefined) return { rows, largeRows: isWhole ? mostRows : null };
  return { rows, largeRows: wholeNumber('large', values.large, rows, mostRows) };
}

const largestOpening = 500_000;

export function candidatesOf(rows: number): number {
  return Math.min(largestOpening, Math.floor(rows / 2));
}
