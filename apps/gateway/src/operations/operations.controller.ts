import { staff } from '@guildhall/auth';
import { DaySpending, spendingOfToday } from '@guildhall/messages/interviews';
import {
  ParkedEventPage,
  ParkedJobPage,
  parkedEvents,
  parkedJobs,
  rerunEvent,
  rerunJob,
  WaitingQueues,
  waitingJobs,
} from '@guildhall/messages/platform';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ParkedWorkQuery, RerunBody, WaitingWorkQuery } from './operations.dto.js';

const admins = staff(['admin'], {});
const adminsAnew = staff(['admin'], { stepUp: true });

/** Work that waits: for a worker, for the next day's money, or for a person because it was given up. */
@ApiTags('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(private readonly rpc: RpcClient) {}

  /** The queues of a service in which jobs wait that should have been begun, and for how long the oldest has. */
  @Get('waiting-jobs')
  @Access(admins)
  listWaiting(@Query() { service }: WaitingWorkQuery): Promise<WaitingQueues> {
    return this.rpc.call(waitingJobs(service), {});
  }

  /** What models have cost today, by opening and against its cap, and what waits for tomorrow because of that. */
  @Get('spending')
  @Access(admins)
  getSpending(): Promise<DaySpending> {
    return this.rpc.call(spendingOfToday, {});
  }

  /** A service's parked jobs, oldest first. */
  @Get('parked-jobs')
  @Access(admins)
  listJobs(@Query() { service, ...query }: ParkedWorkQuery): Promise<ParkedJobPage> {
    return this.rpc.call(parkedJobs(service), query);
  }

  /** Lets a parked job run again, with all its attempts. */
  @Post('parked-jobs/:jobId/rerun')
  @HttpCode(204)
  @Access(adminsAnew)
  async rerunJob(@IdParam('jobId') jobId: string, @Body() { service }: RerunBody): Promise<void> {
    await this.rpc.call(rerunJob(service), { jobId });
  }

  /** The events that a service could not apply, and those that wait behind them. */
  @Get('parked-events')
  @Access(admins)
  listEvents(@Query() { service, ...query }: ParkedWorkQuery): Promise<ParkedEventPage> {
    return this.rpc.call(parkedEvents(service), query);
  }

  /** Applies a parked event again, and then those behind it, within some seconds. */
  @Post('parked-events/:eventId/rerun')
  @HttpCode(204)
  @Access(adminsAnew)
  async rerunEvent(@IdParam('eventId') eventId: string, @Body() { service }: RerunBody): Promise<void> {
    await this.rpc.call(rerunEvent(service), { eventId });
  }
}
