import { checkPairs, type Pairs, type Statistic } from './statistic.js';

/** Root of the mean squared difference, in the unit of the values. Null without a pair. */
export function rootMeanSquareError(pairs: Pairs): Statistic {
  checkPairs(pairs);
  const squares = Float64Array.from(pairs.a, (value, at) => (value - pairs.b[at]!) ** 2);
  return (counts) => {
    let n = 0;
    let sum = 0;
    for (let at = 0; at < counts.length; at += 1) {
      n += counts[at]!;
      sum += counts[at]! * squares[at]!;
    }
    return n === 0 ? null : Math.sqrt(sum / n);
  };
}
