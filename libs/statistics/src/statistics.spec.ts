import fc from 'fast-check';
import { figureOf, type Pairs, pearson, quadraticWeightedKappa, rootMeanSquareError, spearman } from './index.js';

type Measure = (pairs: Pairs) => ReturnType<typeof pearson>;
const figure = (measure: Measure, a: readonly number[], b: readonly number[]) => figureOf(measure({ a, b }), { a, b });
const measures = { pearson, spearman, quadraticWeightedKappa, rootMeanSquareError };

const ratings = fc.integer({ min: 1, max: 5 });
const pairsOf = (value: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 40 }).map((pairs) => ({
    a: pairs.map(([a]) => a),
    b: pairs.map(([, b]) => b),
  }));
const varies = (values: readonly number[]) => new Set(values).size > 1;

/** Weighted kappa as it is defined: from the table of observed ratings and that of its margins. */
function kappaByTable(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  let observed = 0;
  let expected = 0;
  for (let i = 1; i <= 5; i += 1) {
    for (let j = 1; j <= 5; j += 1) {
      const weight = (i - j) ** 2;
      observed += weight * a.filter((rating, at) => rating === i && b[at] === j).length;
      expected += (weight * a.filter((rating) => rating === i).length * b.filter((rating) => rating === j).length) / n;
    }
  }
  return 1 - observed / expected;
}

describe('Figures of pairs', () => {
  it("have Pearson's r of Anscombe's first set", () => {
    // F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973), 17–21: r is .816.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(figure(pearson, x, y)).toBeCloseTo(0.816, 3);
  });

  it("have Spearman's ρ of the example of IQ and hours of television", () => {
    // https://en.wikipedia.org/wiki/Spearman's_rank_correlation_coefficient: Σd² = 194, ρ = 1 − 6·194 / (10·99) = −29/165.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(figure(spearman, iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it('let equal values share their ranks', () => {
    // Ranks 1.5, 1.5, 3, 4 and 1, 2, 3.5, 3.5; deviations −1, −1, .5, 1.5 and −1.5, −.5, 1, 1: 4 / √(4.5 · 4.5).
    expect(figure(spearman, [1, 1, 2, 3], [1, 2, 3, 3])).toBeCloseTo(4 / 4.5, 12);
  });

  it('have the quadratic-weighted kappa that is worked out by hand', () => {
    // Σ(a − b)² = 5; by chance Σa² + Σb² − 2·Σa·Σb/6 = 13 + 12 − 2·7·6/6 = 11.
    expect(figure(quadraticWeightedKappa, [2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2])).toBeCloseTo(6 / 11, 12);
    // The other way round throughout: Σ(a − b)² = 8, by chance 10 + 10 − 2·4·4/2 = 4.
    expect(figure(quadraticWeightedKappa, [1, 3], [3, 1])).toBe(-1);
  });

  it('have the root of the mean squared difference', () => {
    expect(figure(rootMeanSquareError, [1, 2, 3, 4], [1, 2, 5, 0])).toBeCloseTo(Math.sqrt(20 / 4), 12);
  });

  it('are null where nothing can be said', () => {
    for (const [a, b] of [
      [[], []] as const,
      [[3], [3]] as const,
      [
        [0.1, 0.1, 0.1],
        [1, 2, 3],
      ] as const,
    ]) {
      expect(figure(pearson, a, b)).toBeNull();
      expect(figure(spearman, a, b)).toBeNull();
    }
    expect(figure(quadraticWeightedKappa, [3, 3], [3, 3])).toBeNull();
    expect(figure(rootMeanSquareError, [], [])).toBeNull();
  });

  it('refuse sides of unequal length, what is no number, and ratings that are not whole', () => {
    for (const measure of Object.values(measures)) {
      expect(() => measure({ a: [1, 2], b: [1] })).toThrow(RangeError);
      expect(() => measure({ a: [1, Number.NaN], b: [1, 2] })).toThrow(RangeError);
    }
    expect(() => quadraticWeightedKappa({ a: [1, 2.5], b: [1, 2] })).toThrow('round them first');
  });

  it('give a rater who agrees throughout a kappa of 1 and a distance of 0', () => {
    fc.assert(
      fc.property(fc.array(ratings, { minLength: 2, maxLength: 40 }).filter(varies), (a) => {
        expect(figure(quadraticWeightedKappa, a, a)).toBe(1);
        expect(figure(rootMeanSquareError, a, a)).toBe(0);
        expect(figure(spearman, a, a)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('find the kappa that its table gives', () => {
    fc.assert(
      fc.property(pairsOf(ratings), ({ a, b }) => {
        fc.pre(varies(a) || varies(b) || a[0] !== b[0]);
        expect(figure(quadraticWeightedKappa, a, b)).toBeCloseTo(kappaByTable(a, b), 9);
      }),
    );
  });

  it('do not depend on who is named first', () => {
    fc.assert(
      fc.property(pairsOf(ratings), fc.constantFrom(...Object.values(measures)), ({ a, b }, measure) => {
        const [one, other] = [figure(measure, a, b), figure(measure, b, a)];
        expect(one === null).toBe(other === null);
        if (one !== null) expect(one).toBeCloseTo(other!, 12);
      }),
    );
  });

  it('are the same for another unit, as far as correlations go', () => {
    const factor = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(pairsOf(ratings), factor, fc.integer({ min: -500, max: 500 }), ({ a, b }, scale, shift) => {
        fc.pre(varies(a) && varies(b));
        const moved = a.map((value) => value * scale + shift);
        expect(figure(pearson, moved, b)).toBeCloseTo(figure(pearson, a, b)!, 9);
        expect(figure(spearman, moved, b)).toBeCloseTo(figure(spearman, a, b)!, 9);
        const cubed = a.map((value) => value ** 3);
        expect(figure(spearman, cubed, b)).toBeCloseTo(figure(spearman, a, b)!, 9);
      }),
    );
  });

  it('count a pair that is drawn twice as two pairs', () => {
    fc.assert(
      fc.property(
        pairsOf(ratings),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        fc.constantFrom(...Object.values(measures)),
        ({ a, b }, times, measure) => {
          const counts = a.map(() => times.next().value as number);
          const repeated = (side: number[]) => side.flatMap((value, at) => Array<number>(counts[at]!).fill(value));
          const weighted = measure({ a, b })(counts);
          const spelledOut = figure(measure, repeated(a), repeated(b));
          expect(weighted === null).toBe(spelledOut === null);
          if (weighted !== null) expect(weighted).toBeCloseTo(spelledOut!, 9);
        },
      ),
    );
  });
});
