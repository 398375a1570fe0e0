import { Empty, query } from '../contract/index.js';

/** What models have cost for one opening today. */
export class OpeningSpending {
  openingId!: string;
  /** Calls under way count with what they may cost. */
  spentMicros!: string;
  /** The most that the opening may cost in a day. */
  capMicros!: string;
  /** Jobs that the cap has put off to the next day. */
  waitingJobs!: number;
}

/** Amounts are whole millionths of a US dollar, as decimal digits. */
export class DaySpending {
  /** `2026-01-05`, a day of UTC; caps are counted by those. */
  day!: string;
  /** When the next day begins, and what waits goes on. ISO 8601, UTC. */
  resumesAt!: string;
  /** For all openings together. */
  spentMicros!: string;
  /** The cap of each opening that names none of its own. */
  defaultCapMicros!: string;
  /** The same for all openings together. */
  waitingJobs!: number;
  /** Whether more wait than were counted: each number is the least that it can be then. */
  moreWait!: boolean;
  /** Those with jobs that wait first, then the costliest. */
  openings!: OpeningSpending[];
  /** Whether there are more openings than these. */
  hasMore!: boolean;
}

/** What models have cost today, and what waits for tomorrow because of a cap; for admins. */
export const spendingOfToday = query('interviews', 'spending.of-today', {
  input: Empty,
  output: DaySpending,
  errors: ['not_allowed'],
});
