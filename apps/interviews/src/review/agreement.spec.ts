import fc from 'fast-check';
import { agreementOf, type RatedCriterion } from './agreement.js';

const rating = (changes: Partial<RatedCriterion> = {}): RatedCriterion => ({
  ...{ reviewId: 'r1', reviewerId: 'anna', scorecardId: 's1', criterion: 'design' },
  ...{ blind: 3, engine: 3, changedTo: null, isConcluded: true },
  ...changes,
});

const byHand = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 2],
  [3, 1],
].map(([blind, engine], at) => rating({ scorecardId: `s${at}`, blind: blind!, engine: engine! }));

describe('Agreement', () => {
  it('is the figure that one gets by hand', () => {
    // Squared differences: observed (0+1+0+0+4)/5 = 1; by chance, of margins 2, 2, 1 and 2, 3, 0: 21/25. 1 − 1/0.84.
    const { all } = agreementOf(byHand, false);
    expect(all.kappa).toBe(-0.19);
    expect(all).toMatchObject({ ratings: 5, exact: 0.6, adjacent: 0.8, overrideRate: 0.4, changeRate: 0 });
    expect(all.interval!.low).toBeLessThanOrEqual(-0.19);
    expect(all.interval!.high).toBeGreaterThanOrEqual(-0.19);
  });

  it('is 1 where every level is the same and they are not all one, and the same whatever order they come in', () => {
    const level = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(level, level), { minLength: 6, maxLength: 30 }), (levels) => {
        const same = levels.map(([one], at) => rating({ scorecardId: `s${at}`, blind: one, engine: one }));
        const isVaried = new Set(same.map(({ blind }) => blind)).size > 1;
        expect(agreementOf(same, false).all.kappa).toBe(isVaried ? 1 : null);
        const mixed = levels.map(([blind, engine], at) => rating({ scorecardId: `s${at}`, blind, engine }));
        expect(agreementOf([...mixed].reverse(), false).all.kappa).toBe(agreementOf(mixed, false).all.kappa);
      }),
      { numRuns: 30 },
    );
  });

  it('counts overrides and changes of concluded reviews, by criterion and by reviewer', () => {
    const report = agreementOf(
      [
        rating({ blind: 3, engine: 5, changedTo: 5 }),
        rating({ criterion: 'verification', blind: 2, engine: 4 }),
        rating({ reviewerId: 'bert', scorecardId: 's2', blind: 1, engine: 5, isConcluded: false }),
      ],
      false,
    );
    expect(report.results).toBe(2);
    expect(report.all).toMatchObject({ ratings: 3, overrideRate: 0.5, changeRate: 0.5, interval: null });
    expect(report.byCriterion).toMatchObject([
      { criterion: 'design', ratings: 2, overrideRate: 0, changeRate: 1 },
      { criterion: 'verification', ratings: 1, overrideRate: 1, changeRate: 0 },
    ]);
    expect(report.byReviewer).toMatchObject([
      { reviewerId: 'anna', ratings: 2 },
      { reviewerId: 'bert', ratings: 1, overrideRate: null, changeRate: null },
    ]);
  });

  it('holds first readers against second ones of the same result', () => {
    const report = agreementOf(
      [
        rating({ blind: 2 }),
        rating({ reviewId: 'r2', reviewerId: 'bert', blind: 4 }),
        rating({ scorecardId: 's2', blind: 5 }),
      ],
      false,
    );
    expect(report.betweenReaders).toMatchObject({ ratings: 1, exact: 0, adjacent: 0 });
  });

  it('is empty, and no error, before anybody has rated', () => {
    expect(agreementOf([], false)).toMatchObject({
      results: 0,
      all: { ratings: 0, kappa: null, interval: null, exact: null, adjacent: null, overrideRate: null },
      byCriterion: [],
      byReviewer: [],
      betweenReaders: { ratings: 0 },
    });
  });
});
