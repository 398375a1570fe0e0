import fc from 'fast-check';
import { examplePlan } from '../../test/sample-answers.js';
import type { LevelRule } from '../plan/level-rule.js';
import { baseLevel, capOf, type LeveledIndicator, levelOf } from './levels.js';
import { bestYesShare, isMet, isMetInAny, isMostlyUnclear, isTied, tally, verdicts } from './votes.js';

describe('The level of a criterion', () => {
  const plan = examplePlan();
  const rule = plan.criteria[0]!.levelRule;

  it.each([
    [0, 0, 1],
    [1, 0, 2],
    [2, 0, 2],
    [2, 1, 3],
    [3, 1, 3],
    [3, 2, 4],
    [4, 2, 5],
    [5, 2, 5],
  ])('is earned: %i points, %i of them required, give level %i', (positives, core, level) => {
    expect(baseLevel(rule, positives, core)).toBe(level);
  });

  it('is capped by every contradiction that is met, and by the lowest of them', () => {
    const indicators: LeveledIndicator[] = [
      ...['a', 'b', 'c', 'd'].map((id) => ({ id, polarity: 'positive' as const, core: id < 'c' })),
      { id: 'x', polarity: 'contradiction', core: false, cap: 3 },
      { id: 'y', polarity: 'contradiction', core: false, cap: 2 },
    ];
    const level = (met: string) => levelOf(rule, indicators, (id) => met.includes(id));
    expect(level('abcd')).toBe(5);
    expect(level('abcdx')).toBe(3);
    expect(level('abcdxy')).toBe(2);
    expect(level('xy')).toBe(1);
  });

  it('never falls by a positive and never rises by a contradiction, over all bit flips of the example plan', () => {
    for (const criterion of plan.criteria) {
      const own = plan.indicators.filter((indicator) => indicator.criterion === criterion.id);
      for (let bits = 0; bits < 2 ** own.length; bits += 1) {
        const level = (mask: number) =>
          levelOf(criterion.levelRule, own, (id) => Boolean(mask & (1 << own.findIndex((entry) => entry.id === id))));
        own.forEach(({ polarity }, bit) => {
          const without = level(bits & ~(1 << bit));
          const withIt = level(bits | (1 << bit));
          if (polarity === 'positive') expect(withIt).toBeGreaterThanOrEqual(without);
          else expect(withIt).toBeLessThanOrEqual(without);
        });
      }
    }
  });

  it('never falls by a positive and never rises by a contradiction, whatever the rule', () => {
    const threshold = fc.record({ any: fc.nat({ max: 6 }), core: fc.nat({ max: 3 }) });
    const rules = fc
      .tuple(threshold, threshold, threshold, threshold)
      .map(([a, b, c, d]): LevelRule => ({ 2: a, 3: b, 4: c, 5: d }));
    const indicators = fc.array(
      fc.record({ isPositive: fc.boolean(), core: fc.boolean(), cap: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(rules, indicators, fc.nat({ max: 255 }), fc.nat({ max: 7 }), (anyRule, shapes, bits, flip) => {
        const own: LeveledIndicator[] = shapes.map(({ isPositive, core, cap }, at) =>
          isPositive
            ? { id: String(at), polarity: 'positive', core }
            : { id: String(at), polarity: 'contradiction', core: false, cap },
        );
        const bit = flip % own.length;
        const level = (mask: number) => levelOf(anyRule, own, (id) => Boolean(mask & (1 << Number(id))));
        const gained = level(bits | (1 << bit)) - level(bits & ~(1 << bit));
        expect(own[bit]!.polarity === 'positive' ? gained : -gained).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 5000 },
    );
  });

  it('is not computed with a contradiction that has no cap', () => {
    expect(() => capOf({ id: 'x' })).toThrow('Contradiction x has no cap.');
  });
});

describe('Votes', () => {
  it('meet an indicator by more than half; a tie is not met and is seen', () => {
    expect(isMet(tally(['yes', 'yes', 'no']))).toBe(true);
    expect(isMet(tally(['yes', 'no', 'unclear']))).toBe(false);
    expect(isMet(tally(['yes', 'no']))).toBe(false);
    expect(isTied(tally(['yes', 'no']))).toBe(true);
    expect(isTied(tally([]))).toBe(false);
    expect(isMostlyUnclear(tally(['unclear', 'unclear', 'yes']))).toBe(true);
  });

  it('count per answer first: two weak answers make no strong one', () => {
    const weak = tally(['yes', 'no', 'no']);
    expect(isMetInAny([weak, weak, weak])).toBe(false);
    expect(isMetInAny([weak, tally(['yes', 'yes', 'no'])])).toBe(true);
    expect(isMetInAny([])).toBe(false);
  });

  it('take their share of yes from the answer that shows the indicator best', () => {
    expect(bestYesShare([tally(['yes', 'no', 'no']), tally(['yes', 'yes', 'no'])])).toEqual({ n: 2n, d: 3n });
    expect(bestYesShare([])).toEqual({ n: 0n, d: 1n });
  });

  it('are met exactly when the best share is above one half', () => {
    const votes = fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 7 }).map(tally);
    fc.assert(
      fc.property(fc.array(votes, { maxLength: 4 }), (tallies) => {
        const share = bestYesShare(tallies);
        expect(isMetInAny(tallies)).toBe(2n * share.n > share.d);
      }),
    );
  });
});
