import { type Span, secondsOf, splitAt, startOfLocalDay } from './weeks.js';

export interface RateInForce {
  id: string;
  /** YYYY-MM-DD in the contract's zone. */
  effectiveFrom: string;
}

export interface Line {
  rateId: string;
  kind: 'regular' | 'over_cap';
  seconds: number;
}

/**
 * The lines of a week: its time by the rate in force, in the order in which it was worked, up to the weekly limit; the entry
 * that crosses the limit is split, and what lies beyond it is `over_cap`.
 *
 * @param rates in the order in which they come into force; the first one is in force before all of the entries
 * @param usedSeconds what of the limit earlier timesheets of the same week have used
 */
export function linesOf(
  entries: readonly Span[],
  rates: readonly RateInForce[],
  zone: string,
  weeklyLimitSeconds: number,
  usedSeconds = 0,
): Line[] {
  const begins = rates.map(({ effectiveFrom }) => startOfLocalDay(effectiveFrom, zone));
  const lines = new Map<string, Line>();
  const add = (rateId: string, kind: Line['kind'], seconds: number) => {
    if (seconds === 0) return;
    const key = `${rateId}:${kind}`;
    lines.set(key, { rateId, kind, seconds: (lines.get(key)?.seconds ?? 0) + seconds });
  };
  let left = Math.max(0, weeklyLimitSeconds - usedSeconds);
  const inOrder = [...entries].sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  for (const part of inOrder.flatMap((entry) => splitAt(entry, begins))) {
    const rate = rates[begins.findLastIndex((begin) => begin <= part.startedAt)];
    if (!rate) throw new RangeError('There is time before the first rate is in force.');
    const seconds = secondsOf(part);
    const regular = Math.min(seconds, left);
    left -= regular;
    add(rate.id, 'regular', regular);
    add(rate.id, 'over_cap', seconds - regular);
  }
  return [...lines.values()];
}
