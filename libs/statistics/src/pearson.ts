import { checkPairs, type Pairs, type Statistic } from './statistic.js';

/** Pearson's product-moment correlation, −1 to 1. */
export function pearson(pairs: Pairs): Statistic {
  checkPairs(pairs);
  return (counts) => correlation(pairs.a, pairs.b, counts);
}

/** Null with fewer than two pairs, or where one side does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>, counts: ArrayLike<number>): number | null {
  const first = firstCounted(counts);
  if (first === -1) return null;
  // Measured from a value that occurs, so that values which do not vary give exactly 0 and not what rounding leaves.
  const fromA = a[first]!;
  const fromB = b[first]!;
  let n = 0;
  let sumA = 0;
  let sumB = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at]!;
    n += count;
    sumA += count * (a[at]! - fromA);
    sumB += count * (b[at]! - fromB);
  }
  const meanA = sumA / n;
  const meanB = sumB / n;
  let ofA = 0;
  let ofB = 0;
  let ofBoth = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at]!;
    if (count === 0) continue;
    const deviationA = a[at]! - fromA - meanA;
    const deviationB = b[at]! - fromB - meanB;
    ofA += count * deviationA * deviationA;
    ofB += count * deviationB * deviationB;
    ofBoth += count * deviationA * deviationB;
  }
  if (ofA === 0 || ofB === 0) return null;
  return Math.max(-1, Math.min(1, ofBoth / (Math.sqrt(ofA) * Math.sqrt(ofB))));
}

function firstCounted(counts: ArrayLike<number>): number {
  for (let at = 0; at < counts.length; at += 1) if (counts[at]! > 0) return at;
  return -1;
}
