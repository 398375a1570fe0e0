import { isSamePlan, type PlanDocument, planLimits, pointsOf, weightOf } from './plan-document.js';
import { documentToEdit, documentToSend, type EditedPlan, edited, type PlanEdit } from './plan-edits.js';
import { smallPlan } from './plan-samples.js';

const begun: EditedPlan = { document: smallPlan, retiredIds: [] };
const planAfter = (...edits: PlanEdit[]): EditedPlan => edits.reduce(edited, begun);
const idsOf = (document: PlanDocument, list: 'criteria' | 'questions' | 'indicators') =>
  document[list].map(({ id }) => id);

describe('a plan that is changed', () => {
  it('leaves the one before as it was', () => {
    const before = structuredClone(smallPlan);
    planAfter(
      { kind: 'setAnchor', id: 'checks', level: 3, text: 'Another.' },
      { kind: 'remove', list: 'criteria', id: 'writes' },
    );
    expect(smallPlan).toEqual(before);
  });

  it('moves an entry by one place, a point among those of its criterion, and none over an end', () => {
    expect(idsOf(planAfter({ kind: 'move', list: 'criteria', id: 'writes', by: -1 }).document, 'criteria')).toEqual([
      'writes',
      'checks',
    ]);
    expect(idsOf(planAfter({ kind: 'move', list: 'criteria', id: 'writes', by: 1 }).document, 'criteria')).toEqual([
      'checks',
      'writes',
    ]);
    const { document } = planAfter({ kind: 'move', list: 'indicators', id: 'i1', by: 1 });
    expect(idsOf(document, 'indicators')).toEqual(['i3', 'i2', 'i1']);
    expect(pointsOf(document, 'checks').map(({ id }) => id)).toEqual(['i3', 'i1']);
    expect(planAfter({ kind: 'move', list: 'indicators', id: 'i2', by: 1 }).document).toEqual(smallPlan);
  });

  it('moves an entry by several places, and leaves the others in their order', () => {
    const move = (id: string, by: number) =>
      idsOf(planAfter({ kind: 'addCriterion' }, { kind: 'move', list: 'criteria', id, by }).document, 'criteria');
    expect(move('checks', 2)).toEqual(['writes', 'c1', 'checks']);
    expect(move('c1', -2)).toEqual(['c1', 'checks', 'writes']);
    expect(move('checks', 3)).toEqual(['checks', 'writes', 'c1']);
    expect(move('c1', -3)).toEqual(['checks', 'writes', 'c1']);
  });

  it('gives a new criterion the weight that is missing', () => {
    const { document } = planAfter(
      { kind: 'changeCriterion', id: 'checks', changes: { weightBp: 5000 } },
      { kind: 'addCriterion' },
    );
    expect(document.criteria.at(-1)).toMatchObject({ id: 'c1', weightBp: 1000 });
    expect(weightOf(document)).toBe(10_000);
    expect(planAfter({ kind: 'addCriterion' }).document.criteria.at(-1)!.weightBp).toBe(0);
  });

  it('never gives an id again that stood for something else', () => {
    const plan = planAfter(
      { kind: 'remove', list: 'indicators', id: 'i3' },
      { kind: 'addPoint', criterion: 'writes' },
      { kind: 'remove', list: 'questions', id: 'q2' },
      { kind: 'addQuestion' },
    );
    expect(idsOf(plan.document, 'indicators')).toEqual(['i1', 'i2', 'i4']);
    expect(idsOf(plan.document, 'questions')).toEqual(['q1', 'q3']);
  });

  it('removes the points of a criterion with it, and a question from the points that look for it', () => {
    const { document, retiredIds } = planAfter(
      { kind: 'remove', list: 'criteria', id: 'checks' },
      { kind: 'remove', list: 'questions', id: 'q1' },
    );
    expect(retiredIds).toEqual(['checks', 'i1', 'i3', 'q1']);
    expect(document.indicators).toEqual([expect.objectContaining({ id: 'i2', questions: ['q2'] })]);
  });

  it('keeps its last criterion and its last question, and has at most as many as a plan may have', () => {
    const last = planAfter(
      { kind: 'remove', list: 'criteria', id: 'checks' },
      { kind: 'remove', list: 'criteria', id: 'writes' },
    );
    expect(idsOf(last.document, 'criteria')).toEqual(['writes']);
    const many = planAfter(...Array.from({ length: 30 }, (): PlanEdit => ({ kind: 'addCriterion' })));
    expect(many.document.criteria).toHaveLength(planLimits.criteria);
    expect(edited(many, { kind: 'addCriterion' })).toBe(many);
  });

  it('lets only a contradiction cap a level, and no level require one', () => {
    const contradiction = planAfter(
      { kind: 'changePoint', id: 'i1', changes: { core: true } },
      { kind: 'changePoint', id: 'i1', changes: { polarity: 'contradiction' } },
    );
    expect(contradiction.document.indicators[0]).toMatchObject({ core: false, cap: 2 });
    const positive = edited(contradiction, { kind: 'changePoint', id: 'i1', changes: { polarity: 'positive' } });
    expect(positive.document.indicators[0]).not.toHaveProperty('cap');
  });

  it('sets one number of one level alone', () => {
    const { document } = planAfter({ kind: 'setThreshold', id: 'checks', level: 5, changes: { core: 1 } });
    expect(document.criteria[0]!.levelRule).toEqual({ ...smallPlan.criteria[0]!.levelRule, 5: { any: 2, core: 1 } });
  });

  it('is sent without ideas that have no wording, by its number, and is edited with room for both', () => {
    const { document } = planAfter({ kind: 'addPoint', criterion: 'checks' });
    const sent = documentToSend(document, 7);
    expect(sent).toMatchObject({ version: 7 });
    expect(sent.indicators.at(-1)!.ideas).toEqual([]);
    expect(isSamePlan(documentToEdit(sent), document)).toBe(true);
    expect(documentToEdit(smallPlan)).toEqual(smallPlan);
  });
});
