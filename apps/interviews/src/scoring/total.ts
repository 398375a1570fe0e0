import type { Level } from '../plan/level-rule.js';

export interface WeightedLevel {
  weightBp: number;
  level: Level | null;
}

/**
 * Σ weight · level in basis points: 10000 to 50000 for weights that sum to 10000. Null as soon as one criterion has no
 * level: the others are not scaled up in its place, a person decides.
 */
export function totalBp(criteria: readonly WeightedLevel[]): number | null {
  let sum = 0;
  for (const { weightBp, level } of criteria) {
    if (level === null) return null;
    sum += weightBp * level;
  }
  return sum;
}

/** `43500` as `4.35`; the third decimal is rounded half up, in integers. */
export function formatTotal(bp: number): string {
  const hundredths = Math.floor((bp + 50) / 100);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
