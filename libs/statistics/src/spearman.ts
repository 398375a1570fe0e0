import { correlation } from './pearson.js';
import { checkPairs, type Pairs, type Statistic } from './statistic.js';

/** Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of their ranks (mid-ranks). */
export function spearman(pairs: Pairs): Statistic {
  checkPairs(pairs);
  const rankA = midRanks(pairs.a);
  const rankB = midRanks(pairs.b);
  return (counts) => correlation(rankA(counts), rankB(counts), counts);
}

/** Sorts once; every resample then ranks in one pass. What counts 0 times has no rank that means anything. */
function midRanks(values: readonly number[]): (counts: ArrayLike<number>) => Float64Array {
  const order = Uint32Array.from(values, (_, at) => at).sort((one, other) => values[one]! - values[other]!);
  const ranks = new Float64Array(values.length);
  return (counts) => {
    let before = 0;
    for (let from = 0; from < order.length; ) {
      const value = values[order[from]!]!;
      let to = from;
      let tied = 0;
      for (; to < order.length && values[order[to]!]! === value; to += 1) tied += counts[order[to]!]!;
      const rank = before + (tied + 1) / 2;
      for (let at = from; at < to; at += 1) ranks[order[at]!] = rank;
      before += tied;
      from = to;
    }
    return ranks;
  };
}
