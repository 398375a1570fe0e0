import type { LimitWindow } from '@guildhall/database';

const dayMs = 86_400_000;

/** What models cost for an opening is counted under this name and the opening's id, by days of UTC. */
export const spendingCounter = 'ai-spend:day';

/** The day of UTC that a moment is in; `end` is the beginning of the next one. */
export function spendingDay(now: Date): { start: Date; end: Date } {
  const start = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  return { start, end: new Date(start.getTime() + dayMs) };
}

/** Where what is spent for an opening on the day that begins at `windowStart` is counted. */
export function spendingWindow(openingId: string, windowStart: Date): LimitWindow {
  return { counter: spendingCounter, key: openingId, windowStart };
}
