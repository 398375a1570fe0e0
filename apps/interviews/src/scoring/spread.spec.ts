import fc from 'fast-check';
import type { Level, LevelRule } from '../plan/level-rule.js';
import { levels } from '../plan/level-rule.js';
import { add, fromDecimal, multiply, type Rational, rational, sum, toNumber } from './rational.js';
import { type CriterionVotes, intervalOf, levelDistribution, standardError } from './spread.js';
import { formatTotal, totalBp } from './total.js';

const rule: LevelRule = {
  2: { any: 1, core: 0 },
  3: { any: 2, core: 1 },
  4: { any: 3, core: 2 },
  5: { any: 4, core: 2 },
};
const half = fromDecimal(0.5);
const z = 1.2815515655446004;

/** Votes out of three for core and additional indicators, and for one contradiction with cap 2. */
function votes(core: number[], additional: number[], contradiction: number): CriterionVotes {
  const shares = (counts: number[]) => counts.map((yes) => rational(yes, 3));
  return {
    levelRule: rule,
    core: shares(core),
    additional: shares(additional),
    contradictions: [{ cap: 2, yesShare: rational(contradiction, 3) }],
  };
}

const written = (distribution: Record<Level, Rational>) =>
  levels.map((level) => `${distribution[level].n}/${distribution[level].d}`);

describe('The distribution of a level', () => {
  it('is exact: core 3 and 2 of 3, additional 3 and 0, no contradiction', () => {
    const distribution = levelDistribution(votes([3, 2], [3, 0], 0), half);
    const over1296 = [25, 205, 559, 338, 169].map((n) => rational(n, 1296));
    expect(levels.map((level) => distribution[level])).toEqual(over1296);
  });

  it('is exact: the same with one of three votes for a contradiction that caps at 2', () => {
    const distribution = levelDistribution(votes([3, 2], [3, 0], 1), half);
    expect(written(distribution)).toEqual(['25/1296', '1681/3888', '559/1944', '169/972', '169/1944']);
  });

  const share = fc.nat({ max: 3 }).map((yes) => rational(yes, 3));
  const anyVotes = fc.record<CriterionVotes>({
    levelRule: fc.constant(rule),
    core: fc.array(share, { maxLength: 4 }),
    additional: fc.array(share, { maxLength: 4 }),
    contradictions: fc.array(fc.record({ cap: fc.constantFrom<Level>(1, 2, 3, 4), yesShare: share }), { maxLength: 3 }),
  });

  it('sums to one and holds no negative probability, whatever the votes', () => {
    fc.assert(
      fc.property(anyVotes, (drawn) => {
        const distribution = levelDistribution(drawn, half);
        expect(sum(levels.map((level) => distribution[level]))).toEqual({ n: 1n, d: 1n });
        for (const level of levels) expect(distribution[level].n).toBeGreaterThanOrEqual(0n);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with going through every outcome one by one', () => {
    fc.assert(
      fc.property(anyVotes, (drawn) => {
        expect(levelDistribution(drawn, half)).toEqual(byEnumeration(drawn));
      }),
      { numRuns: 200 },
    );
  });

  it('is not narrowed by more passes that agree as much', () => {
    const thrice = votes([3, 0], [3, 0], 0);
    const nineTimes = { ...thrice, core: [rational(9, 9), rational(0, 9)] };
    expect(levelDistribution(nineTimes, half)).toEqual(levelDistribution(thrice, half));
  });
});

/** Independent of the production code: each positive is met or not, each contradiction fires or not. */
function byEnumeration(drawn: CriterionVotes): Record<Level, Rational> {
  const chance = (shares: readonly Rational[]) => multiply(add(sum(shares), half), rational(1, shares.length + 1));
  const events = [
    ...drawn.core.map(() => ({ p: chance(drawn.core), kind: 'core' as const, cap: 5 })),
    ...drawn.additional.map(() => ({ p: chance(drawn.additional), kind: 'additional' as const, cap: 5 })),
    ...drawn.contradictions.map(({ cap, yesShare }) => ({ p: yesShare, kind: 'contradiction' as const, cap })),
  ];
  const found: Record<Level, Rational> = {
    1: rational(0),
    2: rational(0),
    3: rational(0),
    4: rational(0),
    5: rational(0),
  };
  for (let mask = 0; mask < 2 ** events.length; mask += 1) {
    const isOn = (at: number) => Boolean(mask & (1 << at));
    const on = events.filter((_, at) => isOn(at));
    const probability = events
      .map(({ p }, at) => (isOn(at) ? p : rational(p.d - p.n, p.d)))
      .reduce(multiply, rational(1));
    const core = on.filter(({ kind }) => kind === 'core').length;
    const any = core + on.filter(({ kind }) => kind === 'additional').length;
    const earned = ([5, 4, 3, 2] as const).find((level) => any >= rule[level].any && core >= rule[level].core) ?? 1;
    const level = Math.min(earned, ...on.map(({ cap }) => cap)) as Level;
    found[level] = add(found[level], probability);
  }
  return found;
}

describe('The total and its interval', () => {
  const weights = [3500, 3500, 3000];
  /** One row of vectors: core, additional and contradiction votes of three for each criterion. */
  const applicants: Record<
    string,
    { rows: [number[], number[], number][]; levels: Level[]; expected: [string, string, string] }
  > = {
    E: {
      rows: [
        [[3, 3], [3, 0, 3], 0],
        [[3, 3], [3, 3], 0],
        [[3, 3], [3, 0], 0],
      ],
      levels: [5, 5, 4],
      expected: ['4.70', '0.5470', '4.00–5.00'],
    },
    A: {
      rows: [
        [[3, 3], [3, 0, 3], 0],
        [[3, 2], [3, 0], 0],
        [[3, 3], [2, 0], 0],
      ],
      levels: [5, 4, 4],
      expected: ['4.35', '0.5433', '3.65–5.00'],
    },
    B: {
      rows: [
        [[3, 3], [0, 0, 3], 0],
        [[3, 0], [3, 0], 0],
        [[3, 3], [3, 0], 0],
      ],
      levels: [4, 3, 4],
      expected: ['3.65', '0.5406', '2.96–4.34'],
    },
    C: {
      rows: [
        [[0, 3], [3, 0, 0], 0],
        [[3, 0], [0, 0], 0],
        [[0, 3], [0, 0], 0],
      ],
      levels: [3, 2, 2],
      expected: ['2.35', '0.5241', '1.68–3.02'],
    },
    W: {
      rows: [
        [[0, 0], [0, 0, 0], 3],
        [[0, 0], [0, 0], 3],
        [[0, 0], [0, 0], 2],
      ],
      levels: [1, 1, 1],
      expected: ['1.00', '0.3019', '1.00–1.39'],
    },
  };

  it.each(Object.entries(applicants))(
    'of applicant %s are those of the worked example',
    (_, { rows, levels: own, expected }) => {
      const total = totalBp(own.map((level, at) => ({ level, weightBp: weights[at]! })))!;
      const se = standardError(
        rows.map((row, at) => ({ weightBp: weights[at]!, distribution: levelDistribution(votes(...row), half) })),
      );
      const { low, high } = intervalOf(total / 10_000, se, z);
      expect([formatTotal(total), se.toFixed(4), `${low.toFixed(2)}–${high.toFixed(2)}`]).toEqual(expected);
    },
  );

  it('have the standard deviation of the convolution of the criteria', () => {
    const distributions = applicants['A']!.rows.map((row) => levelDistribution(votes(...row), half));
    const convolution = new Map<number, number>([[0, 1]]);
    distributions.forEach((distribution, at) => {
      const before = [...convolution];
      convolution.clear();
      for (const [bp, p] of before) {
        for (const level of levels) {
          const key = bp + weights[at]! * level;
          convolution.set(key, (convolution.get(key) ?? 0) + p * toNumber(distribution[level]));
        }
      }
    });
    const moment = (exponent: number) => [...convolution].reduce((m, [bp, p]) => m + p * (bp / 10_000) ** exponent, 0);
    const se = standardError(distributions.map((distribution, at) => ({ weightBp: weights[at]!, distribution })));
    expect(se).toBeCloseTo(Math.sqrt(moment(2) - moment(1) ** 2), 10);
  });

  it('do not exist without the level of every criterion', () => {
    expect(
      totalBp([
        { weightBp: 5000, level: 5 },
        { weightBp: 5000, level: null },
      ]),
    ).toBeNull();
  });

  it('are written with two digits, rounded half up', () => {
    expect([10_000, 43_500, 43_549, 43_550, 50_000, 12_345].map(formatTotal)).toEqual([
      '1.00',
      '4.35',
      '4.35',
      '4.36',
      '5.00',
      '1.23',
    ]);
  });
});

describe('Exact fractions', () => {
  it('read a decimal as it is written', () => {
    expect(fromDecimal(0.5)).toEqual({ n: 1n, d: 2n });
    expect(fromDecimal(1.28)).toEqual({ n: 32n, d: 25n });
    expect(fromDecimal(3)).toEqual({ n: 3n, d: 1n });
    expect(() => fromDecimal(1e-7)).toThrow('1e-7 is no plain decimal number.');
  });

  it('keep their sign above and reduce', () => {
    expect(rational(2, -4)).toEqual({ n: -1n, d: 2n });
    expect(rational(0, -4)).toEqual({ n: 0n, d: 1n });
    expect(() => rational(1, 0)).toThrow(RangeError);
  });

  it('become a number even where both parts are beyond the range of numbers', () => {
    const huge = 10n ** 400n;
    expect(toNumber(rational(huge + 1n, 3n * huge))).toBeCloseTo(1 / 3, 15);
  });
});
