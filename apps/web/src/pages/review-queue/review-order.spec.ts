import { byDueTime } from './review-order.js';

it('puts what is due first at the top, and without a date what waits longest', () => {
  const reviews = [
    { id: 'later', dueAt: '2026-03-03T10:00:00Z', waitingSince: '2026-03-01T10:00:00Z' },
    { id: 'undated', waitingSince: '2026-03-01T09:00:00Z' },
    { id: 'first', dueAt: '2026-02-28T10:00:00Z', waitingSince: '2026-02-26T10:00:00Z' },
  ];
  expect(byDueTime(reviews).map(({ id }) => id)).toEqual(['first', 'undated', 'later']);
});
