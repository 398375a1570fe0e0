import { isSameAt, pathById, valueAt } from './document-path.js';
import { edited } from './plan-edits.js';
import { smallPlan } from './plan-samples.js';

describe('a place in a plan', () => {
  it('goes by the ids of entries instead of their numbers', () => {
    expect(pathById(smallPlan, 'criteria.1.levelRule.4.core')).toBe('criteria.writes.levelRule.4.core');
    expect(pathById(smallPlan, 'indicators.2.ideas.0.any.3')).toBe('indicators.i3.ideas.0.any.3');
    expect(pathById(smallPlan, 'questions.0')).toBe('questions.q1');
    for (const field of ['criteria', 'minAnswered', 'criteria.9.title', 'interval.z']) {
      expect(pathById(smallPlan, field)).toBe(field);
    }
  });

  it('holds a value, or nothing', () => {
    expect(valueAt(smallPlan, 'criteria.writes.weightBp')).toBe(4000);
    expect(valueAt(smallPlan, 'indicators.i3.ideas.0.any.0')).toBe('check');
    expect(valueAt(smallPlan, 'criteria.none.title')).toBeUndefined();
  });

  it('is the same after a move, and not after a change', () => {
    const begun = { document: smallPlan, retiredIds: [] };
    const path = 'criteria.writes.anchors.3';
    const moved = edited(begun, { kind: 'move', list: 'criteria', id: 'writes', by: -1 });
    expect(isSameAt(smallPlan, moved.document, path)).toBe(true);
    const changed = edited(begun, { kind: 'setAnchor', id: 'writes', level: 3, text: 'Another sentence.' });
    expect(isSameAt(smallPlan, changed.document, path)).toBe(false);
  });
});
