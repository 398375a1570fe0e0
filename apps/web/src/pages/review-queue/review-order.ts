import type { WaitingReview } from '../../api/coming-schemas.js';

/** Without a date, since when it waits says how urgent it is. */
export function byDueTime<T extends Pick<WaitingReview, 'dueAt' | 'waitingSince'>>(reviews: T[]): T[] {
  const key = ({ dueAt, waitingSince }: T) => dueAt ?? waitingSince;
  return [...reviews].sort((a, b) => key(a).localeCompare(key(b)));
}
