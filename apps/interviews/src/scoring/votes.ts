import { type Rational, rational } from './rational.js';

export const verdicts = ['yes', 'no', 'unclear'] as const;
/** What one pass says of one indicator in one answer. `yes` here means yes with a quote that was found. */
export type Verdict = (typeof verdicts)[number];

export interface Tally {
  yes: number;
  no: number;
  unclear: number;
  passes: number;
}

export function tally(votes: readonly Verdict[]): Tally {
  const count = (verdict: Verdict) => votes.filter((vote) => vote === verdict).length;
  return { yes: count('yes'), no: count('no'), unclear: count('unclear'), passes: votes.length };
}

/** More than half of the passes; a tie is not met. */
export function isMet({ yes, passes }: Tally): boolean {
  return 2 * yes > passes;
}

export function isTied({ yes, passes }: Tally): boolean {
  return passes > 0 && 2 * yes === passes;
}

export function isMostlyUnclear({ unclear, passes }: Tally): boolean {
  return 2 * unclear > passes;
}

/** An indicator is looked for in several answers: it is met when one of them shows it. */
export function isMetInAny(tallies: readonly Tally[]): boolean {
  return tallies.some(isMet);
}

/** Share of yes in the answer that shows it best, the share that belongs to `isMetInAny`; 0 without an answer. */
export function bestYesShare(tallies: readonly Tally[]): Rational {
  const best = tallies
    .filter(({ passes }) => passes > 0)
    .reduce<Tally | null>((a, b) => (a === null || b.yes * a.passes > a.yes * b.passes ? b : a), null);
  return best === null ? rational(0) : rational(best.yes, best.passes);
}
