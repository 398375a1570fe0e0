import { refusalOf } from './decision-checks.js';

const asks = { reviewRequired: true, lookedAt: false, reviewConcluded: false, appealed: false };
const code = (...args: Parameters<typeof refusalOf> extends [string, ...infer Rest] ? Rest : never) =>
  refusalOf('app_1', ...args)?.code ?? null;

describe('A decision about a result that asks for a person', () => {
  it('needs a reading by who decides, or a concluded review by anybody', () => {
    expect(code('advance', asks, false)).toBe('decision_needs_review');
    expect(code('not_select', { ...asks, lookedAt: true }, false)).toBeNull();
    expect(code('not_select', { ...asks, reviewConcluded: true }, false)).toBeNull();
    expect(code('advance', { ...asks, reviewRequired: false }, true)).toBeNull();
  });

  it('needs the review where the opening insists, or after an appeal; putting off needs a look', () => {
    for (const [state, isInsisting] of [
      [{ ...asks, lookedAt: true }, true],
      [{ ...asks, lookedAt: true, appealed: true }, false],
    ] as const) {
      for (const kind of ['advance', 'not_select'] as const) {
        expect(code(kind, state, isInsisting)).toBe('decision_needs_blind_review');
        expect(code(kind, { ...state, reviewConcluded: true }, isInsisting)).toBeNull();
      }
      expect(code('hold', state, isInsisting)).toBeNull();
    }
    expect(code('hold', asks, true)).toBe('decision_needs_review');
  });

  it('needs only a look where nobody can review the result any more, as its recordings are gone or a person has it', () => {
    const gone = { ...asks, lookedAt: true, reviewable: false };
    for (const kind of ['advance', 'not_select'] as const) {
      expect(code(kind, gone, true)).toBeNull();
      expect(code(kind, { ...gone, appealed: true }, false)).toBeNull();
      expect(code(kind, { ...gone, lookedAt: false }, true)).toBe('decision_needs_review');
    }
  });

  it('is refused alike by an interviews service that knows of no reviews yet', () => {
    const { reviewRequired, lookedAt } = asks;
    expect(code('advance', { reviewRequired, lookedAt }, false)).toBe('decision_needs_review');
  });
});
