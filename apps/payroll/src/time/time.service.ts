import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, newId } from '@guildhall/messages/contract';
import type { LogTimeInput } from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import type { EngagementEntity } from '../onboarding/engagement.entity.js';
import { EngagementRepository } from '../onboarding/engagement.repository.js';
import { unfit } from '../onboarding/onboarding.errors.js';
import { OnboardingRepository } from '../onboarding/onboarding.repository.js';
import type { TimeEntryEntity, TimesheetEntity } from './time.entity.js';
import { timeNotFound, timeOverlaps, timesheetWrongState } from './time.errors.js';
import { TimeRepository } from './time.repository.js';
import { editableStates, endedStates } from './time.states.js';
import { type Span, splitAtWeeks, startOfLocalDay, type Week } from './weeks.js';

const longestEntryMs = 24 * 3_600_000;
const mostEntriesOfWeek = 500;

/** Time at work, as its contractor enters it. */
@Injectable()
export class TimeService {
  constructor(
    private readonly times: TimeRepository,
    private readonly engagements: EngagementRepository,
    private readonly onboarding: OnboardingRepository,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `time_overlaps`, `timesheet_wrong_state`, `validation_failed` */
  async log(tx: Tx, personId: string, input: LogTimeInput, context: CallContext): Promise<TimeEntryEntity[]> {
    const at = this.clock.now();
    await this.onboarding.lock(tx, personId);
    const engagement = await this.engagements.find(input.contractId, tx);
    if (engagement?.personId !== personId) throw unfit('contractId', 'contractId names no contract of yours');
    const span = spanOf(input, engagement, at);
    const taken = await this.times.overlapping(tx, personId, span.startedAt, span.endedAt);
    if (taken !== null) throw timeOverlaps(taken);
    const entries: TimeEntryEntity[] = [];
    for (const { week, startedAt, endedAt } of splitAtWeeks(span, engagement.zone)) {
      const timesheet = await this.openTimesheet(tx, engagement, week);
      if ((await this.times.entriesOf(timesheet.id, tx)).length >= mostEntriesOfWeek) {
        throw unfit('startedAt', `a week has ${mostEntriesOfWeek} entries at most`);
      }
      const { contractId } = engagement;
      entries.push({
        ...{ id: newId('tim'), timesheetId: timesheet.id, contractId, personId, startedAt, endedAt },
        ...{ note: input.note ?? null, createdAt: at },
      });
    }
    await this.times.addEntries(tx, entries);
    const details = { timeEntryIds: entries.map(({ id }) => id) };
    await this.audit.record(
      tx,
      { action: 'time.logged', subject: input.contractId, actor: context.actor, details },
      at,
    );
    return entries;
  }

  async delete(tx: Tx, personId: string, timeEntryId: string, context: CallContext): Promise<void> {
    await this.onboarding.lock(tx, personId);
    const entry = await this.times.findEntry(tx, timeEntryId);
    if (entry?.personId !== personId) throw timeNotFound();
    const timesheet = (await this.times.lockTimesheet(tx, entry.timesheetId))!;
    if (!isEditable(timesheet)) throw timesheetWrongState(timesheet, 'its entries cannot be deleted any more.');
    await this.times.deleteEntry(tx, timeEntryId);
    const record = { action: 'time.deleted', subject: timeEntryId, actor: context.actor };
    await this.audit.record(tx, record, this.clock.now());
  }

  /** The week's timesheet that still takes entries; a further one where the last was paid already. */
  private async openTimesheet(
    tx: Tx,
    { contractId, personId }: EngagementEntity,
    week: Week,
  ): Promise<TimesheetEntity> {
    const [latest] = await this.times.timesheetsOfWeek(tx, contractId, week.weekStart);
    if (latest && isEditable(latest)) return latest;
    if (latest && !endedStates.some((state) => state === latest.state)) {
      throw timesheetWrongState(latest, 'wait until it is paid, or ask finance to query it.');
    }
    const timesheet: TimesheetEntity = {
      ...{ id: newId('tsh'), contractId, personId, ...week, number: (latest?.number ?? 0) + 1 },
      ...{ state: 'open', submittedAt: null },
    };
    await this.times.addTimesheet(tx, timesheet);
    return timesheet;
  }
}

function isEditable({ state }: TimesheetEntity): boolean {
  return editableStates.some((editable) => editable === state);
}

function spanOf(input: LogTimeInput, { startDate, zone }: EngagementEntity, now: Date): Span {
  const startedAt = new Date(input.startedAt);
  const endedAt = new Date(input.endedAt);
  const isWhole = (moment: Date) => moment.getTime() % 1_000 === 0;
  if (!isWhole(startedAt)) throw unfit('startedAt', 'startedAt is a whole second');
  if (!isWhole(endedAt)) throw unfit('endedAt', 'endedAt is a whole second');
  if (endedAt <= startedAt) throw unfit('endedAt', 'endedAt is later than startedAt');
  if (endedAt.getTime() - startedAt.getTime() > longestEntryMs) throw unfit('endedAt', 'an entry has 24 hours at most');
  if (endedAt > now) throw unfit('endedAt', 'time that is yet to come cannot be entered');
  if (startedAt < startOfLocalDay(startDate, zone)) {
    const message = `The contract starts on ${startDate}; time before it is not paid.`;
    throw new AppError('validation_failed', message, { errors: [{ field: 'startedAt', message }] });
  }
  return { startedAt, endedAt };
}
