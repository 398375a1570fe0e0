import { edited } from './plan-edits.js';
import { faultsOf } from './plan-faults.js';
import { smallPlan } from './plan-samples.js';

describe('what keeps a plan from being saved', () => {
  it('is nothing in one that is finished', () => {
    expect(faultsOf(smallPlan)).toEqual([]);
  });

  it('is what a new entry lacks', () => {
    const { document } = edited({ document: smallPlan, retiredIds: [] }, { kind: 'addCriterion' });
    expect(faultsOf(document).map(({ path }) => path)).toEqual([
      ...['criteria.c1.title', 'criteria.c1.weightBp'],
      ...[1, 2, 3, 4, 5].map((level) => `criteria.c1.anchors.${level}`),
    ]);
  });

  it('is a point that is looked for nowhere, and a wording that is too long', () => {
    const point = smallPlan.indicators[0]!;
    const ideas = [{ id: 'one', any: ['x'.repeat(61)] }, point.ideas[1]!];
    const indicators = [{ ...point, questions: [], ideas }, ...smallPlan.indicators.slice(1)];
    expect(faultsOf({ ...smallPlan, indicators })).toEqual([
      { path: 'indicators.i1.questions', kind: 'questions' },
      { path: 'indicators.i1.ideas.0', kind: 'wording' },
    ]);
  });
});
