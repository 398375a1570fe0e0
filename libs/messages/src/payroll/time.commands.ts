import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { command, Empty, IsId, IsMoment, PageQuery, query } from '../contract/index.js';

export class LogTimeInput {
  @IsId('ctr')
  contractId!: string;

  /** ISO 8601 with an offset. */
  @IsMoment()
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'startedAt must say its offset from UTC' })
  startedAt!: string;

  @IsMoment()
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'endedAt must say its offset from UTC' })
  endedAt!: string;

  /** What was done. */
  @IsOptional()
  @IsString()
  @Length(1, 500)
  note?: string;
}

export class TimeEntry {
  id!: string;
  contractId!: string;
  timesheetId!: string;
  startedAt!: string;
  endedAt!: string;
  seconds!: number;
  note!: string | null;
}

export class TimeEntries {
  data!: TimeEntry[];
}

/** Time at work. What crosses the end of a week becomes an entry in each of them. */
export const logTime = command('payroll', 'time.log', {
  input: LogTimeInput,
  output: TimeEntries,
  errors: ['validation_failed', 'time_overlaps', 'timesheet_wrong_state'],
});

export class MyTimeQuery extends PageQuery {
  @IsOptional()
  @IsId('tsh')
  timesheetId?: string;
}

export class TimeEntryPage extends TimeEntries {
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listMyTime = query('payroll', 'time.list-mine', { input: MyTimeQuery, output: TimeEntryPage });

export class TimeEntryRef {
  @IsId('tim')
  timeEntryId!: string;
}

export const deleteTime = command('payroll', 'time.delete', {
  input: TimeEntryRef,
  output: Empty,
  errors: ['timesheet_wrong_state'],
});

export const timesheetStates = ['open', 'submitted', 'approved', 'queried', 'locked', 'paid'] as const;
export type TimesheetState = (typeof timesheetStates)[number];

/** What finance asks about a line. */
export const timesheetQueryCodes = ['times_unlikely', 'times_wrong', 'note_missing', 'work_not_agreed'] as const;
export type TimesheetQueryCode = (typeof timesheetQueryCodes)[number];

export class TimesheetLine {
  id!: string;
  rateId!: string;
  /** `over_cap`: beyond the weekly limit, unpaid until finance makes an exception. */
  kind!: 'regular' | 'over_cap';
  seconds!: number;
  rateMinor!: string;
  /** What it earns once it is approved. */
  amountMinor!: string;
  currency!: string;
  state!: 'submitted' | 'approved' | 'queried';
  approvedBy!: string | null;
  /** Why it is `queried`. */
  queryCode!: TimesheetQueryCode | null;
}

export class Timesheet {
  id!: string;
  contractId!: string;
  personId!: string;
  /** First day of the week, in the contract's zone. */
  weekStart!: string;
  startsAt!: string;
  endsAt!: string;
  /** 167 or 169 where the clocks change. */
  hoursOfWeek!: number;
  /** Above 1 for time that came in after the week was paid. */
  number!: number;
  state!: TimesheetState;
  seconds!: number;
  /** From its submission on. */
  lines!: TimesheetLine[];
}

export class TimesheetPage {
  data!: Timesheet[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** The caller's own, newest first. */
export const listMyTimesheets = query('payroll', 'timesheets.list-mine', { input: PageQuery, output: TimesheetPage });

export class TimesheetRef {
  @IsId('tsh')
  timesheetId!: string;
}

/** Once its week is over: the lines are worked out and wait for finance. */
export const submitTimesheet = command('payroll', 'timesheets.submit', {
  input: TimesheetRef,
  output: Timesheet,
  errors: ['timesheet_wrong_state', 'week_not_over'],
});

export class TimesheetsQuery extends PageQuery {
  @IsOptional()
  @IsIn(timesheetStates)
  state?: TimesheetState;
}

/** For finance: those handed in, newest first. */
export const listTimesheets = query('payroll', 'timesheets.list', { input: TimesheetsQuery, output: TimesheetPage });

export class ApproveLineInput extends TimesheetRef {
  @IsId('tsl')
  lineId!: string;

  /** For time over the weekly limit: why it is paid all the same. */
  @IsOptional()
  @IsIn(['agreed_beforehand', 'urgent_work', 'limit_outdated'])
  exceptionCode?: 'agreed_beforehand' | 'urgent_work' | 'limit_outdated';
}

export const approveTimesheetLine = command('payroll', 'timesheets.approve-line', {
  input: ApproveLineInput,
  output: Timesheet,
  errors: ['timesheet_wrong_state', 'validation_failed'],
});

export class QueryLineInput extends TimesheetRef {
  @IsId('tsl')
  lineId!: string;

  @IsIn(timesheetQueryCodes)
  reasonCode!: TimesheetQueryCode;
}

/** Sends a week that was handed in back to its contractor, who corrects its entries and hands it in again. */
export const queryTimesheetLine = command('payroll', 'timesheets.query-line', {
  input: QueryLineInput,
  output: Timesheet,
  errors: ['timesheet_wrong_state'],
});
