import { ReadLog } from '@guildhall/audit';
import { Database, runOnce } from '@guildhall/database';
import { actorLabel, type CallContext, Empty, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  type ApproveLineInput,
  approveTimesheetLine,
  deleteTime,
  type LogTimeInput,
  listMyTime,
  listMyTimesheets,
  listTimesheets,
  logTime,
  type MyTimeQuery,
  type QueryLineInput,
  queryTimesheetLine,
  submitTimesheet,
  type TimeEntries,
  type TimeEntryPage,
  type TimeEntryRef,
  type Timesheet,
  type TimesheetPage,
  type TimesheetRef,
  type TimesheetsQuery,
} from '@guildhall/messages/payroll';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireContractor, requireFinance } from '../access/finance-access.js';
import { EngagementRepository } from '../onboarding/engagement.repository.js';
import type { TimesheetEntity } from './time.entity.js';
import { TimeRepository } from './time.repository.js';
import { TimeService } from './time.service.js';
import { timeEntryView, timesheetView } from './time-view.js';
import { TimesheetService } from './timesheet.service.js';

@Controller()
export class TimeRpcController {
  constructor(
    private readonly database: Database,
    private readonly times: TimeRepository,
    private readonly engagements: EngagementRepository,
    private readonly service: TimeService,
    private readonly timesheets: TimesheetService,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(logTime)
  async log(input: LogTimeInput, context: CallContext): Promise<TimeEntries> {
    const personId = requireContractor(context);
    return await runOnce(this.database, context, async (tx) => {
      const entries = await this.service.log(tx, personId, input, context);
      return { data: entries.map(timeEntryView) };
    });
  }

  @HandleRpc(listMyTime)
  async listMine(input: MyTimeQuery, context: CallContext): Promise<TimeEntryPage> {
    const { limit, after } = idCursor('tim', input);
    const rows = await this.times.listEntries(requireContractor(context), limit + 1, after, input.timesheetId);
    return pageOf(rows.map(timeEntryView), limit);
  }

  @HandleRpc(deleteTime)
  async delete({ timeEntryId }: TimeEntryRef, context: CallContext): Promise<Empty> {
    const personId = requireContractor(context);
    return await runOnce(this.database, context, async (tx) => {
      await this.service.delete(tx, personId, timeEntryId, context);
      return new Empty();
    });
  }

  @HandleRpc(listMyTimesheets)
  async listMyTimesheets(input: PageQuery, context: CallContext): Promise<TimesheetPage> {
    return await this.page(input, { personId: requireContractor(context) });
  }

  @HandleRpc(listTimesheets)
  async list(input: TimesheetsQuery, context: CallContext): Promise<TimesheetPage> {
    requireFinance(context);
    const page = await this.page(input, { state: input.state, isHandedIn: true });
    const timesheetIds = page.data.map(({ id }) => id);
    await this.reads.note('timesheets.read', actorLabel(context.actor), context, { timesheetIds });
    return page;
  }

  @HandleRpc(submitTimesheet)
  async submit({ timesheetId }: TimesheetRef, context: CallContext): Promise<Timesheet> {
    const personId = requireContractor(context);
    return await runOnce(this.database, context, async (tx) => {
      await this.timesheets.submit(tx, personId, timesheetId, context);
      return await this.view(timesheetId, tx);
    });
  }

  @HandleRpc(approveTimesheetLine)
  async approveLine(input: ApproveLineInput, context: CallContext): Promise<Timesheet> {
    requireFinance(context);
    return await runOnce(this.database, context, async (tx) => {
      await this.timesheets.approveLine(tx, input, context);
      return await this.view(input.timesheetId, tx);
    });
  }

  @HandleRpc(queryTimesheetLine)
  async queryLine(input: QueryLineInput, context: CallContext): Promise<Timesheet> {
    requireFinance(context);
    return await runOnce(this.database, context, async (tx) => {
      await this.timesheets.queryLine(tx, input, context);
      return await this.view(input.timesheetId, tx);
    });
  }

  private async page(
    input: PageQuery,
    filter: Parameters<TimeRepository['listTimesheets']>[0],
  ): Promise<TimesheetPage> {
    const { limit, after } = idCursor('tsh', input);
    const page = pageOf(await this.times.listTimesheets(filter, limit + 1, after), limit);
    return { ...page, data: await this.views(page.data) };
  }

  private async view(timesheetId: string, manager: EntityManager): Promise<Timesheet> {
    const timesheet = (await this.times.findTimesheet(timesheetId, manager))!;
    return (await this.views([timesheet], manager))[0]!;
  }

  private async views(timesheets: TimesheetEntity[], manager?: EntityManager): Promise<Timesheet[]> {
    const ids = timesheets.map(({ id }) => id);
    const seconds = await this.times.secondsOf(ids, manager);
    const lines = await this.times.linesOf(ids, manager);
    const rates = await this.engagements.findRates([...new Set(lines.map(({ rateId }) => rateId))], manager);
    const byId = new Map(rates.map((rate) => [rate.id, rate]));
    return timesheets.map((timesheet) =>
      timesheetView(
        timesheet,
        seconds.get(timesheet.id) ?? 0,
        lines.filter(({ timesheetId }) => timesheetId === timesheet.id),
        byId,
      ),
    );
  }
}
