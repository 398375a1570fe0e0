import type { AppError } from '@guildhall/errors';
import type { WhatIfPlace } from '@guildhall/messages/interviews';
import { examplePlan } from '../../test/sample-answers.js';
import { checkedWeights, whatIfPlaces } from './what-if.js';

const plan = examplePlan();
const [first, second] = plan.criteria.map(({ id }) => id) as [string, string];

const refused = (weights: { criterionId: string; weight: number }[]) => {
  try {
    return checkedWeights(weights, plan);
  } catch (thrown) {
    return (thrown as AppError).errors!.map(({ field }) => field);
  }
};

describe('Other weights', () => {
  it('are those that count, in basis points', () => {
    const weights = [
      { criterionId: first, weight: 100 },
      { criterionId: second, weight: 0 },
    ];
    expect(checkedWeights(weights, plan)).toEqual([{ criterionId: first, weightBp: 10_000 }]);
  });

  it('are refused with everything that is wrong with them', () => {
    expect(refused([{ criterionId: first, weight: 90 }])).toEqual(['weights']);
    expect(
      refused([
        { criterionId: first, weight: 50 },
        { criterionId: first, weight: 40 },
        { criterionId: 'charm', weight: 20 },
      ]),
    ).toEqual(['weights.1.criterionId', 'weights.2.criterionId', 'weights']);
  });

  it('put people into bands by the rules of the plan, beside where they stand', () => {
    const person = (id: string, totalBp: number, storedRank: number) => ({
      ...{ applicationId: `app_${id}`, scorecardId: `scr_${id}`, totalBp, storedRank, standardError: 0.5 },
    });
    const people = [person('a', 45_000, 2), person('b', 44_000, 1), person('c', 20_000, 3)];
    const places = whatIfPlaces(people, plan, 3);
    const shown = ({ applicationId, rank, band, bandSize, storedRank }: WhatIfPlace) => [
      ...[applicationId, rank, band, bandSize, storedRank],
    ];
    expect(places.map(shown)).toEqual([
      ['app_a', 1, 1, 2, 2],
      ['app_b', 1, 1, 2, 1],
      ['app_c', 3, 2, 1, 3],
    ]);
    expect(whatIfPlaces(people, plan, 2).map(shown)).toEqual(places.slice(0, 2).map(shown));
    expect(whatIfPlaces([...people, person('d', 19_000, 4)], plan, 3).map(({ bandSize }) => bandSize)).toEqual([
      2,
      2,
      null,
    ]);
    expect(places[0]).toMatchObject({ total: '4.50', interval: { low: '3.86', high: '5.00', level: 0.8 } });
  });
});
