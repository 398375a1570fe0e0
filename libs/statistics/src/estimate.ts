import { seededRandom } from './random.js';
import type { Statistic } from './statistic.js';

export interface EstimateOptions {
  /** A whole number from 0 to 2³² − 1; the same seed gives the same intervals. */
  seed: number;
  /** How often is drawn anew; at least 1. */
  resamples: number;
  /** Share the intervals are meant to cover, for example .95. */
  level: number;
}

/** Of fewer there are so few different resamples that an interval would pretend to know something. */
export const fewestGroups = 5;

export interface Estimate {
  /** Null where it is not defined. */
  value: number | null;
  /** Null where there are fewer than `fewestGroups`, or where most resamples leave the figure undefined. */
  interval: { low: number; high: number } | null;
}

/**
 * Figures of the same pairs, each with the percentile interval of a bootstrap that draws whole groups: values of one group, as
 * answers to one question, are not independent, and drawing them singly would make intervals too narrow. With fewer than some
 * 20 groups they still are. All figures are taken from the same resamples. An interval always holds its figure: where the
 * percentiles do not, it is widened to it.
 *
 * @param groups the group of each pair; a group of its own for each draws single pairs
 * @see Cameron, Gelbach & Miller, Bootstrap-Based Improvements for Inference with Clustered Errors, Review of Economics and
 * Statistics 90 (2008), 414–427, https://doi.org/10.1162/rest.90.3.414
 */
export function estimateAll<K extends string>(
  statistics: Readonly<Record<K, Statistic>>,
  groups: readonly string[],
  { seed, resamples, level }: EstimateOptions,
): Record<K, Estimate> {
  const names = Object.keys(statistics) as K[];
  const once = new Float64Array(groups.length).fill(1);
  const drawn = new Map(names.map((name) => [name, [] as number[]]));
  const { indexes, count } = groupIndexes(groups);
  const random = seededRandom(seed);
  const counts = new Float64Array(groups.length);
  const timesDrawn = new Float64Array(count);
  for (let resample = 0; count >= fewestGroups && resample < resamples; resample += 1) {
    timesDrawn.fill(0);
    for (let draw = 0; draw < count; draw += 1) timesDrawn[random.below(count)]! += 1;
    for (let at = 0; at < counts.length; at += 1) counts[at] = timesDrawn[indexes[at]!]!;
    for (const name of names) {
      const value = statistics[name](counts);
      if (value !== null) drawn.get(name)!.push(value);
    }
  }
  const estimates = names.map((name): [K, Estimate] => {
    const value = statistics[name](once);
    return [name, { value, interval: intervalOf(value, drawn.get(name)!, resamples, level) }];
  });
  return Object.fromEntries(estimates) as Record<K, Estimate>;
}

function intervalOf(value: number | null, drawn: number[], resamples: number, level: number): Estimate['interval'] {
  if (value === null || 2 * drawn.length <= resamples) return null;
  const sorted = Float64Array.from(drawn).sort();
  const tail = (1 - level) / 2;
  return { low: Math.min(value, quantile(sorted, tail)), high: Math.max(value, quantile(sorted, 1 - tail)) };
}

/** Linear between the two nearest values (Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

function groupIndexes(groups: readonly string[]): { indexes: Uint32Array; count: number } {
  const known = new Map<string, number>();
  const indexes = Uint32Array.from(groups, (group) => {
    const index = known.get(group) ?? known.size;
    known.set(group, index);
    return index;
  });
  return { indexes, count: known.size };
}
