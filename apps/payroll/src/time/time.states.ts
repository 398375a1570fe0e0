import type { TimesheetLine, TimesheetState } from '@guildhall/messages/payroll';

/** Every allowed move of a timesheet. A run locks what it pays; what comes in later gets a timesheet of its own. */
export const timesheetTransitions = {
  submit: { from: ['open', 'queried'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'approved' },
  query: { from: ['submitted'], to: 'queried' },
  lock: { from: ['approved'], to: 'locked' },
  pay: { from: ['locked'], to: 'paid' },
} as const satisfies Record<string, { from: readonly TimesheetState[]; to: TimesheetState }>;

export type TimesheetTransition = keyof typeof timesheetTransitions;

/**
 * In these, a line waits for its approval. Whoever makes an exception may take longer than the week takes to be paid: time over
 * the limit is approved in any state after its submission, and is paid by the next run.
 */
export const approvableStates = {
  regular: ['submitted'],
  over_cap: ['submitted', 'approved', 'locked', 'paid'],
} as const satisfies Record<TimesheetLine['kind'], readonly TimesheetState[]>;

/** In these, entries still come and go. */
export const editableStates = ['open', 'queried'] as const;
/** After these, more time of the same week goes into another timesheet. */
export const endedStates = ['locked', 'paid'] as const;
