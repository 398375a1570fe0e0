import { type Difference, placeOf, tellingDifferences } from './difference-places.js';
import { smallPlan } from './plan-samples.js';

const difference = (path: string, changes: Partial<Difference> = {}): Difference => ({
  ...{ path, kind: 'changed', before: null, after: null },
  ...changes,
});

describe('a difference', () => {
  it('stands at an entry by its name, a field of it, and a level', () => {
    expect(placeOf(difference('criteria.writes.anchors.4'), smallPlan)).toEqual({
      ...{ list: 'criteria', name: 'Writes', field: 'anchors', level: '4' },
    });
    expect(placeOf(difference('criteria.checks.levelRule.5.core'), smallPlan)).toMatchObject({ level: '5' });
    expect(placeOf(difference('questions.q2.answerSeconds'), smallPlan)).toMatchObject({ level: null });
  });

  it('names what was removed as it was', () => {
    const removed = difference('criteria.gone', { kind: 'removed', before: { id: 'gone', title: 'Was there' } });
    expect(placeOf(removed, smallPlan)).toMatchObject({ list: 'criteria', name: 'Was there', field: null });
  });

  it('belongs to a list whose order changed, or to the plan', () => {
    expect(placeOf(difference('criteria', { kind: 'moved' }), smallPlan)).toMatchObject({
      list: 'criteria',
      name: null,
    });
    expect(placeOf(difference('language'), smallPlan)).toMatchObject({ list: null, field: 'language' });
  });

  it('tells nothing where only the number is another', () => {
    expect(tellingDifferences([{ path: 'version' }, { path: 'language' }])).toEqual([{ path: 'language' }]);
  });
});
