import type { Level } from '../plan/level-rule.js';
import { compare, divide, type Rational, rational, smallest, sum, toNumber } from './rational.js';
import type { Tally } from './votes.js';

export type ConfidenceLabel = 'high' | 'medium' | 'low' | 'unknown';

/** How far the passes agree. It may send a result to a person; it never releases one. */
export interface Confidence {
  /** 0 to 1, rounded to four places; null with a single pass, which agrees with itself only. */
  kappa: number | null;
  label: ConfidenceLabel;
}

const highFrom = rational(80, 100);
const mediumFrom = rational(60, 100);

/**
 * Chance that two of the passes, drawn without putting back, say the same of an indicator:
 * Σ n_v(n_v − 1) / n(n − 1) over yes, no and unclear. Null with fewer than two passes.
 */
export function passAgreement({ yes, no, unclear, passes }: Tally): Rational | null {
  if (passes < 2) return null;
  const pairs = (count: number) => count * (count - 1);
  return rational(pairs(yes) + pairs(no) + pairs(unclear), pairs(passes));
}

/** κ of a criterion: the lower of the mean agreement and the share of passes whose own level is the reported one. */
export function criterionConfidence(tallies: readonly Tally[], passLevels: readonly Level[], level: Level): Confidence {
  const agreements = tallies.map(passAgreement);
  const known = agreements.filter((agreement) => agreement !== null);
  if (known.length === 0 || known.length < agreements.length || passLevels.length < 2) return unknownConfidence;
  const meanAgreement = divide(sum(known), rational(known.length));
  const sameLevel = rational(passLevels.filter((own) => own === level).length, passLevels.length);
  const kappa = smallest(meanAgreement, sameLevel);
  return { kappa: Math.round(toNumber(kappa) * 10_000) / 10_000, label: labelOf(kappa) };
}

export const unknownConfidence: Confidence = { kappa: null, label: 'unknown' };

function labelOf(kappa: Rational): ConfidenceLabel {
  if (compare(kappa, highFrom) >= 0) return 'high';
  return compare(kappa, mediumFrom) >= 0 ? 'medium' : 'low';
}

/** Levels between the most and the least generous pass; 0 where all agree. */
export function levelGap(passLevels: readonly Level[]): number {
  return passLevels.length === 0 ? 0 : Math.max(...passLevels) - Math.min(...passLevels);
}
