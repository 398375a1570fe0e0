import { answerDate } from './answer-date.js';

it('is what was promised, or else so many days from now', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const promised = '2026-11-25T09:00:00.000Z';
  expect(answerDate({ decisionDueAt: promised, decisionDays: 10 }, now)).toBe(promised);
  expect(answerDate({ decisionDueAt: null, decisionDays: 10 }, now)).toBe('2026-12-02T10:00:00.000Z');
  expect(answerDate({ decisionDueAt: null }, now)).toBeNull();
});
