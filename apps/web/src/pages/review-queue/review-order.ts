import type { WaitingReview } from '../../api/console-schemas.js';

/** Each opening's own come in this order; together they are put into it again. */
export function byDueTime<T extends Pick<WaitingReview, 'dueAt'>>(reviews: T[]): T[] {
  return [...reviews].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}
