import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { EventLog } from '@guildhall/event-log';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  type ApproveLineInput,
  type QueryLineInput,
  timesheetApproved,
  timesheetQueried,
  timesheetSubmitted,
} from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { requireFinance } from '../access/finance-access.js';
import { EngagementRepository } from '../onboarding/engagement.repository.js';
import { unfit } from '../onboarding/onboarding.errors.js';
import { OnboardingRepository } from '../onboarding/onboarding.repository.js';
import type { TimesheetEntity, TimesheetLineEntity } from './time.entity.js';
import { timeNotFound, timesheetWrongState } from './time.errors.js';
import { TimeRepository } from './time.repository.js';
import { approvableStates } from './time.states.js';
import { linesOf } from './timesheet-lines.js';

/** From a week's entries to lines that may be paid. */
@Injectable()
export class TimesheetService {
  constructor(
    private readonly times: TimeRepository,
    private readonly engagements: EngagementRepository,
    private readonly onboarding: OnboardingRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async submit(tx: Tx, personId: string, timesheetId: string, context: CallContext): Promise<void> {
    await this.onboarding.lock(tx, personId);
    const timesheet = await this.times.lockTimesheet(tx, timesheetId);
    if (timesheet?.personId !== personId) throw timeNotFound();
    const at = this.clock.now();
    if (timesheet.endsAt > at) {
      const message = `The week ends at ${timesheet.endsAt.toISOString()}; hand it in afterwards.`;
      throw new AppError('week_not_over', message, { details: { timesheetId } });
    }
    const lines = await this.workOut(tx, timesheet);
    if (lines.length === 0) throw timesheetWrongState(timesheet, 'enter your time first.');
    if (!(await this.times.move(tx, timesheetId, 'submit', at))) {
      throw timesheetWrongState(timesheet, 'it was handed in before.');
    }
    await this.times.replaceLines(tx, timesheetId, lines);
    await this.tell(tx, timesheetSubmitted, timesheet, context);
  }

  /** @throws AppError `validation_failed` for time over the limit without the reason of the exception */
  async approveLine(tx: Tx, input: ApproveLineInput, context: CallContext): Promise<void> {
    const approvedBy = requireFinance(context);
    const { timesheetId, lineId } = input;
    const timesheet = await this.times.lockTimesheet(tx, timesheetId);
    const lines = await this.times.linesOf([timesheetId], tx);
    const line = lines.find(({ id }) => id === lineId);
    if (!timesheet || !line) throw timeNotFound();
    if (line.kind === 'over_cap' && !input.exceptionCode) {
      throw unfit('exceptionCode', 'exceptionCode is needed for time over the weekly limit');
    }
    const at = this.clock.now();
    const approval = { approvedBy, approvedAt: at, exceptionCode: input.exceptionCode ?? null };
    const isPending = approvableStates[line.kind].some((state) => state === timesheet.state);
    if (!isPending || !(await this.times.approveLine(tx, line, approval))) {
      throw timesheetWrongState(timesheet, 'the line waits for no approval.');
    }
    const details = { lineId, kind: line.kind, exceptionCode: approval.exceptionCode };
    const record = { action: 'timesheet.line_approved', subject: timesheetId, actor: context.actor, details };
    await this.audit.record(tx, record, at);
    // Time over the limit keeps nobody waiting for the rest.
    const open = lines.filter(({ id, kind, state }) => id !== lineId && kind === 'regular' && state !== 'approved');
    if (open.length > 0) return;
    if (await this.times.move(tx, timesheetId, 'approve')) await this.tell(tx, timesheetApproved, timesheet, context);
  }

  /** Sends the week back, whole: what is handed in again is worked out anew and replaces every line. */
  async queryLine(tx: Tx, input: QueryLineInput, context: CallContext): Promise<void> {
    requireFinance(context);
    const { timesheetId, lineId, reasonCode } = input;
    const timesheet = await this.times.lockTimesheet(tx, timesheetId);
    const lines = await this.times.linesOf([timesheetId], tx);
    if (!timesheet || !lines.some(({ id }) => id === lineId)) throw timeNotFound();
    if (!(await this.times.move(tx, timesheetId, 'query'))) {
      throw timesheetWrongState(timesheet, 'only what was handed in and is not approved yet can be queried.');
    }
    await this.times.queryLine(tx, lineId, reasonCode);
    const at = this.clock.now();
    const details = { lineId, reasonCode };
    const record = { action: 'timesheet.line_queried', subject: timesheetId, actor: context.actor, details };
    await this.audit.record(tx, record, at);
    const data = { timesheetId, contractId: timesheet.contractId, personId: timesheet.personId, reasonCode };
    await this.events.append(tx, timesheetQueried, { subject: `timesheet/${timesheetId}`, data, context, at });
  }

  private async workOut(tx: Tx, timesheet: TimesheetEntity): Promise<TimesheetLineEntity[]> {
    const { id: timesheetId, contractId, weekStart, number } = timesheet;
    const engagement = (await this.engagements.find(contractId, tx))!;
    const week = await this.times.timesheetsOfWeek(tx, contractId, weekStart);
    const earlier = week.filter((each) => each.number < number).map(({ id }) => id);
    const used = await this.times.regularSeconds(tx, earlier);
    const rates = await this.engagements.ratesOf(contractId, tx);
    const entries = await this.times.entriesOf(timesheetId, tx);
    return linesOf(entries, rates, engagement.zone, engagement.weeklyLimitSeconds, used).map((line) => ({
      ...{ id: newId('tsl'), timesheetId, ...line, state: 'submitted' as const },
      ...{ exceptionCode: null, approvedBy: null, approvedAt: null, queryCode: null },
    }));
  }

  private async tell(
    tx: Tx,
    news: typeof timesheetSubmitted,
    { id: timesheetId, contractId, personId }: TimesheetEntity,
    context: CallContext,
  ): Promise<void> {
    const at = this.clock.now();
    await this.audit.record(tx, { action: news.type, subject: timesheetId, actor: context.actor }, at);
    const data = { timesheetId, contractId, personId };
    await this.events.append(tx, news, { subject: `timesheet/${timesheetId}`, data, context, at });
  }
}
