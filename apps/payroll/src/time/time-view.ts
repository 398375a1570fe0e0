import type { TimeEntry, Timesheet, TimesheetLine } from '@guildhall/messages/payroll';
import { payFor } from '../money/pay.js';
import type { RateEntity } from '../onboarding/engagement.entity.js';
import type { TimeEntryEntity, TimesheetEntity, TimesheetLineEntity } from './time.entity.js';
import { secondsOf } from './weeks.js';

const hourMs = 3_600_000;

export function timeEntryView(entry: TimeEntryEntity): TimeEntry {
  const { id, contractId, timesheetId, startedAt, endedAt, note } = entry;
  return {
    ...{ id, contractId, timesheetId, note, seconds: secondsOf(entry) },
    ...{ startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() },
  };
}

export function timesheetView(
  timesheet: TimesheetEntity,
  seconds: number,
  lines: TimesheetLineEntity[],
  rates: ReadonlyMap<string, RateEntity>,
): Timesheet {
  const { id, contractId, personId, weekStart, startsAt, endsAt, number, state } = timesheet;
  return {
    ...{ id, contractId, personId, weekStart, number, state, seconds },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    hoursOfWeek: (endsAt.getTime() - startsAt.getTime()) / hourMs,
    lines: lines.map((line) => lineView(line, rates.get(line.rateId)!)),
  };
}

function lineView(line: TimesheetLineEntity, { rateMinor, currency }: RateEntity): TimesheetLine {
  const { id, rateId, kind, seconds, state, approvedBy, queryCode } = line;
  const amountMinor = payFor(BigInt(seconds), rateMinor).toString();
  return {
    ...{ id, rateId, kind, seconds, rateMinor: rateMinor.toString(), amountMinor, currency, state, approvedBy },
    queryCode,
  };
}
