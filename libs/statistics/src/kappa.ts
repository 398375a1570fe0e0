import { checkPairs, type Pairs, type Statistic } from './statistic.js';

/**
 * Cohen's kappa with quadratic weights, of two raters' whole-number ratings: 1 − Σ w·observed / Σ w·expected with
 * w = (i − j)², where the expected share of a cell is the product of its margins. 1 where they always agree, 0 where they agree
 * as chance would, less below chance. Null where both give everything one and the same rating: nothing can be said then.
 *
 * With these weights the expected sum needs no table: Σₐ a² + Σ_b b² − 2·Σₐ a·Σ_b b / n. Categories that nobody uses change
 * nothing.
 *
 * @see Cohen, Weighted kappa, Psychological Bulletin 70 (1968), 213–220, https://doi.org/10.1037/h0026256
 * @throws RangeError for a rating that is no whole number.
 */
export function quadraticWeightedKappa(pairs: Pairs): Statistic {
  checkPairs(pairs);
  const { a, b } = pairs;
  if (![...a, ...b].every(Number.isSafeInteger)) throw new RangeError('Ratings are whole numbers; round them first.');
  return (counts) => {
    let n = 0;
    let sumA = 0;
    let sumB = 0;
    let squares = 0;
    let disagreement = 0;
    for (let at = 0; at < counts.length; at += 1) {
      const count = counts[at]!;
      const ofA = a[at]!;
      const ofB = b[at]!;
      n += count;
      sumA += count * ofA;
      sumB += count * ofB;
      squares += count * (ofA * ofA + ofB * ofB);
      disagreement += count * (ofA - ofB) * (ofA - ofB);
    }
    const expected = n * squares - 2 * sumA * sumB;
    return n === 0 || expected === 0 ? null : 1 - (n * disagreement) / expected;
  };
}
