import type { Weight } from '../../api/console-schemas.js';

/** Weights as somebody types them, by criterion, in percent. */
export type TypedWeights = Readonly<Record<string, string>>;

/** Of the plan: basis points, which sum to 10,000. The largest rest is rounded up first, so that whole percents sum to 100. */
export function typedWeights(criteria: readonly { id: string; weightBp: number }[]): TypedWeights {
  const lacking = 100 - criteria.reduce((sum, { weightBp }) => sum + Math.floor(weightBp / 100), 0);
  const byRest = [...criteria].sort((a, b) => (b.weightBp % 100) - (a.weightBp % 100));
  const roundedUp = new Set(byRest.slice(0, lacking).map(({ id }) => id));
  return Object.fromEntries(
    criteria.map(({ id, weightBp }) => [id, String(Math.floor(weightBp / 100) + (roundedUp.has(id) ? 1 : 0))]),
  );
}

export type ReadWeights = { kind: 'whole'; weights: Weight[] } | { kind: 'off'; sum: number } | { kind: 'odd' };

/** Whole percents, which are 100 together. */
export function readWeights(typed: TypedWeights): ReadWeights {
  const entries = Object.entries(typed);
  if (!entries.every(([, text]) => /^\d{1,3}$/.test(text.trim()))) return { kind: 'odd' };
  const weights = entries.map(([criterionId, text]) => ({ criterionId, weight: Number(text) }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  return sum === 100 ? { kind: 'whole', weights } : { kind: 'off', sum };
}
