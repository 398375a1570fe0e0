import { currentStep, isLate, newestFirst, type Step } from './timeline.js';

const step = (name: Step['step'], state: Step['state'], more: Partial<Step> = {}): Step => ({
  ...{ step: name, state, at: null, dueAt: null, actor: null, decidedBy: null },
  ...more,
});
const at = Date.parse('2026-03-10T00:00:00Z');
const [before, after] = ['2026-03-09T00:00:00Z', '2026-03-11T00:00:00Z'];

describe('The timeline on the page', () => {
  it('tells of the step whose turn it is, or of the last one', () => {
    const going = [step('received', 'done'), step('scoring', 'now'), step('decision_pending', 'next')];
    expect(currentStep(going)?.step).toBe('scoring');
    expect(currentStep([step('received', 'done'), step('withdrawn', 'done')])?.step).toBe('withdrawn');
    expect(newestFirst(going).map(({ state }) => state)).toEqual(['next', 'now', 'done']);
  });

  it('calls late what others owe, never what is over or one’s own', () => {
    const due = (dueAt: string, more: Partial<Step> = {}) =>
      step('decision_pending', 'now', { actor: 'person', dueAt, ...more });
    expect(isLate(due(before), at)).toBe(true);
    expect(isLate(due(before, { state: 'next' }), at)).toBe(true);
    expect(isLate(due(after), at)).toBe(false);
    expect(isLate(due(before, { state: 'done' }), at)).toBe(false);
    expect(isLate(due(before, { actor: 'you' }), at)).toBe(false);
  });
});
