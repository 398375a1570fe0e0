import { byDueTime } from './review-order.js';

it('puts what is due first at the top', () => {
  const reviews = [
    { id: 'later', dueAt: '2026-03-03T10:00:00Z' },
    { id: 'first', dueAt: '2026-02-28T10:00:00Z' },
    { id: 'last', dueAt: '2026-03-04T09:00:00Z' },
  ];
  expect(byDueTime(reviews).map(({ id }) => id)).toEqual(['first', 'later', 'last']);
});
