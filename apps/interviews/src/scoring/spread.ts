import { earnedLevels, type Level, type LevelRule, levels } from '../plan/level-rule.js';
import { baseLevel } from './levels.js';
import {
  add,
  divide,
  multiply,
  one,
  power,
  type Rational,
  rational,
  subtract,
  sum,
  toNumber,
  zero,
} from './rational.js';

/** The votes of one criterion as far as its spread needs them. */
export interface CriterionVotes {
  levelRule: LevelRule;
  /** Share of yes of each core and of each other positive, 0 to 1. */
  core: readonly Rational[];
  additional: readonly Rational[];
  contradictions: readonly { cap: Level; yesShare: Rational }[];
}

/** Probability of each level from 1 to 5, exact. */
export type LevelDistribution = Readonly<Record<Level, Rational>>;

/**
 * How sure the votes make a level. The indicators of a stratum share one chance p̂ = (Σ yes/n + α) / (m + 2α), so the
 * number met is Binomial(m, p̂); each contradiction fires with its own share of yes. Core and additional indicators and
 * contradictions are independent given the votes. More passes cannot narrow it, only agreement can.
 */
export function levelDistribution(votes: CriterionVotes, alpha: Rational): LevelDistribution {
  const core = binomial(votes.core.length, stratumChance(votes.core, alpha));
  const additional = binomial(votes.additional.length, stratumChance(votes.additional, alpha));
  const atLeast = (level: Level): Rational => {
    if (level === 1) return one;
    const reached = core.flatMap((ofCore, k) =>
      additional
        .filter((_, a) => baseLevel(votes.levelRule, k + a, k) >= level)
        .map((ofAdditional) => multiply(ofCore, ofAdditional)),
    );
    const uncapped = votes.contradictions
      .filter(({ cap }) => cap < level)
      .map(({ yesShare }) => subtract(one, yesShare))
      .reduce(multiply, one);
    return multiply(sum(reached), uncapped);
  };
  const tail = { ...mapLevels(atLeast), 6: zero };
  return mapLevels((level) => subtract(tail[level], tail[(level + 1) as 2 | 3 | 4 | 5 | 6]));
}

function stratumChance(yesShares: readonly Rational[], alpha: Rational): Rational {
  const prior = add(alpha, alpha);
  return divide(add(sum(yesShares), alpha), add(rational(yesShares.length), prior));
}

/** P(0), …, P(m) of Binomial(m, p). */
function binomial(m: number, p: Rational): Rational[] {
  const not = subtract(one, p);
  let choose = 1n;
  return Array.from({ length: m + 1 }, (_, k) => {
    if (k > 0) choose = (choose * BigInt(m - k + 1)) / BigInt(k);
    return multiply(rational(choose), multiply(power(p, k), power(not, m - k)));
  });
}

export interface WeightedDistribution {
  weightBp: number;
  distribution: LevelDistribution;
}

/**
 * Standard deviation of the total's distribution D. The criteria are independent, so the variance of their convolution is
 * the weighted sum of their variances; it stays exact up to the square root.
 */
export function standardError(criteria: readonly WeightedDistribution[]): number {
  const variances = criteria.map(({ weightBp, distribution }) => {
    const weight = rational(weightBp, 10_000);
    return multiply(multiply(weight, weight), variance(distribution));
  });
  return Math.sqrt(toNumber(sum(variances)));
}

function variance(distribution: LevelDistribution): Rational {
  const moment = (exponent: number) =>
    sum(levels.map((level) => multiply(rational(level ** exponent), distribution[level])));
  const mean = moment(1);
  return subtract(moment(2), multiply(mean, mean));
}

/** T ± z·SE within 1 and 5. Not percentiles of D: D is pulled towards the middle, so they lie too low near 5. */
export function intervalOf(total: number, se: number, z: number): { low: number; high: number } {
  return { low: Math.max(1, total - z * se), high: Math.min(5, total + z * se) };
}

function mapLevels(value: (level: Level) => Rational): Record<Level, Rational> {
  const [two, three, four, five] = earnedLevels.map(value);
  return { 1: value(1), 2: two!, 3: three!, 4: four!, 5: five! };
}
