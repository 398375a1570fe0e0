import { AppError } from '@guildhall/errors';
import type { TimesheetState } from '@guildhall/messages/payroll';

/** Somebody else's and what does not exist answer alike. */
export function timeNotFound(): AppError {
  return new AppError('not_found', 'There is no such entry, timesheet or contract, or you do not have access to it.');
}

export function timesheetWrongState(timesheet: { id: string; state: TimesheetState }, next: string): AppError {
  return new AppError('timesheet_wrong_state', `Timesheet ${timesheet.id} is ${timesheet.state}; ${next}`, {
    details: { timesheetId: timesheet.id, state: timesheet.state },
  });
}

export function timeOverlaps(timeEntryId: string): AppError {
  const message = `The time overlaps with entry ${timeEntryId}; delete that one first, or enter other times.`;
  return new AppError('time_overlaps', message, { details: { timeEntryId } });
}
