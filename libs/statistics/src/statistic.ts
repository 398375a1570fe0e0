/** Two measurements of the same things, in the same order. */
export interface Pairs {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/**
 * A figure of pairs, given how often each of them counts: once in the estimate itself, as often as it was drawn in a
 * resample. Null where the figure is not defined, for example a correlation of values that do not vary.
 */
export type Statistic = (counts: ArrayLike<number>) => number | null;

/** The figure of all pairs, each counted once. */
export function figureOf(statistic: Statistic, pairs: Pairs): number | null {
  return statistic(new Float64Array(pairs.a.length).fill(1));
}

/** @throws RangeError where the sides differ in length or hold something that is no number. */
export function checkPairs({ a, b }: Pairs): void {
  if (a.length !== b.length)
    throw new RangeError(`There are ${a.length} values on one side and ${b.length} on the other.`);
  if (![...a, ...b].every(Number.isFinite)) throw new RangeError('A pair holds something that is no finite number.');
}
