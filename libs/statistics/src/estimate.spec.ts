import fc from 'fast-check';
import { type EstimateOptions, estimateAll, pearson, quadraticWeightedKappa, rootMeanSquareError } from './index.js';
import { seededRandom } from './random.js';

const options: EstimateOptions = { seed: 1, resamples: 200, level: 0.95 };

const statisticsOf = (pairs: { a: number[]; b: number[] }) => ({
  pearson: pearson(pairs),
  kappa: quadraticWeightedKappa(pairs),
  error: rootMeanSquareError(pairs),
});

const ratedAnswers = fc
  .array(fc.record({ a: fc.integer({ min: 1, max: 5 }), b: fc.integer({ min: 1, max: 5 }), group: fc.nat(6) }), {
    minLength: 2,
    maxLength: 30,
  })
  .map((answers) => ({
    pairs: { a: answers.map(({ a }) => a), b: answers.map(({ b }) => b) },
    groups: answers.map(({ group }) => `q${group}`),
  }));

/** 20 questions with 10 answers each; answers to one question are all off by the same. */
function alikeWithinQuestions() {
  const all = Array.from({ length: 200 }, (_, at) => ({ question: Math.floor(at / 10), answer: at % 10 }));
  const a = all.map(({ answer }) => 1 + (answer % 5));
  const b = all.map(({ question }, at) => a[at]! + (question % 5));
  return { pairs: { a, b }, questions: all.map(({ question }) => `q${question}`) };
}

describe('A figure with its interval', () => {
  it('lies within it, whatever the pairs', () => {
    fc.assert(
      fc.property(ratedAnswers, fc.nat(1000), ({ pairs, groups }, seed) => {
        const estimates = estimateAll(statisticsOf(pairs), groups, { ...options, resamples: 60, seed });
        for (const { value, interval } of Object.values(estimates)) {
          if (!interval) continue;
          expect(interval.low).toBeLessThanOrEqual(value!);
          expect(interval.high).toBeGreaterThanOrEqual(value!);
        }
      }),
    );
  });

  it('is the same with the same seed, and has another interval with another', () => {
    const { pairs, questions } = alikeWithinQuestions();
    const once = estimateAll(statisticsOf(pairs), questions, options);
    expect(estimateAll(statisticsOf(pairs), questions, options)).toEqual(once);
    const other = estimateAll(statisticsOf(pairs), questions, { ...options, seed: 2 });
    expect(other.error.value).toBe(once.error.value);
    expect(other.error.interval).not.toEqual(once.error.interval);
  });

  it('is less sure where answers to one question are alike than single draws would have it', () => {
    const { pairs, questions } = alikeWithinQuestions();
    const singles = questions.map((_, at) => String(at));
    const width = (groups: string[]) => {
      const { interval } = estimateAll({ error: rootMeanSquareError(pairs) }, groups, options).error;
      return interval!.high - interval!.low;
    };
    expect(width(questions)).toBeGreaterThan(2 * width(singles));
  });

  it('holds the true mean in about as many samples as it says', () => {
    // RMSE of 0 and 1 against 0 is √(share of 1), here √½: 100 samples of 40 single pairs.
    const random = seededRandom(3);
    let holding = 0;
    for (let sample = 0; sample < 100; sample += 1) {
      const a = Array.from({ length: 40 }, () => random.below(2));
      const pairs = { a, b: a.map(() => 0) };
      const { interval } = estimateAll(
        { error: rootMeanSquareError(pairs) },
        a.map((_, at) => String(at)),
        { ...options, seed: sample },
      ).error;
      if (interval!.low <= Math.SQRT1_2 && Math.SQRT1_2 <= interval!.high) holding += 1;
    }
    expect(holding).toBeGreaterThanOrEqual(85);
  });

  it('has no interval with a handful of groups, or where most resamples leave it undefined', () => {
    const pairs = { a: [1, 2, 3, 1, 2], b: [1, 2, 2, 1, 2] };
    const grouped = (groups: string[]) => estimateAll(statisticsOf(pairs), groups, options).error;
    expect(grouped(['q1', 'q2', 'q3', 'q4', 'q4'])).toEqual({ value: Math.sqrt(1 / 5), interval: null });
    expect(grouped(['q1', 'q2', 'q3', 'q4', 'q5']).interval).not.toBeNull();
    // A draw of five in which the one pair that differs is missing lets nothing vary: by the seed, that is the only draw or not.
    const oneDiffers = { a: [1, 2, 2, 2, 2], b: [1, 2, 2, 2, 2] };
    const intervals = Array.from({ length: 20 }, (_, seed) =>
      estimateAll(statisticsOf(oneDiffers), ['q1', 'q2', 'q3', 'q4', 'q5'], { ...options, resamples: 1, seed }),
    ).map(({ pearson: found }) => found.interval);
    expect(intervals).toContainEqual(null);
    expect(intervals).toContainEqual({ low: expect.closeTo(1, 12), high: expect.closeTo(1, 12) });
  });
});
