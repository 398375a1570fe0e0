import { applicants, object, self } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  deleteTime,
  LogTimeInput,
  listMyTime,
  listMyTimesheets,
  logTime,
  MyTimeQuery,
  submitTimesheet,
  TimeEntries,
  TimeEntryPage,
  Timesheet,
  TimesheetPage,
} from '@guildhall/messages/payroll';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';

/** A contractor's time at work. */
@ApiTags('my pay')
@Controller('v1/me')
export class MyTimeController {
  constructor(private readonly rpc: RpcClient) {}

  /** One's own entries, newest first. */
  @Get('time-entries')
  @Access(applicants({ owned: self }))
  list(@Query() query: MyTimeQuery): Promise<TimeEntryPage> {
    return this.rpc.call(listMyTime, query);
  }

  /** Enters time; what crosses the end of a week becomes an entry in each. */
  @Post('time-entries')
  @Access(applicants({ owned: self }))
  log(@Body() body: LogTimeInput): Promise<TimeEntries> {
    return this.rpc.call(logTime, body);
  }

  /** Takes an entry out of a timesheet that is still open. */
  @Delete('time-entries/:timeEntryId')
  @HttpCode(204)
  @Access(applicants({ owned: object('timeEntryId', 'timeEntry') }))
  async delete(@IdParam('timeEntryId') timeEntryId: string): Promise<void> {
    await this.rpc.call(deleteTime, { timeEntryId });
  }

  /** One's own weeks, newest first. */
  @Get('timesheets')
  @Access(applicants({ owned: self }))
  listTimesheets(@Query() query: PageQuery): Promise<TimesheetPage> {
    return this.rpc.call(listMyTimesheets, query);
  }

  /** Hands in a week that is over. */
  @Post('timesheets/:timesheetId/submit')
  @HttpCode(200)
  @Access(applicants({ owned: object('timesheetId', 'timesheet') }))
  submit(@IdParam('timesheetId') timesheetId: string): Promise<Timesheet> {
    return this.rpc.call(submitTimesheet, { timesheetId });
  }
}
