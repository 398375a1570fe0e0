import { staff } from '@guildhall/auth';
import {
  ParkedEventPage,
  ParkedJobPage,
  parkedEvents,
  parkedJobs,
  rerunEvent,
  rerunJob,
} from '@guildhall/messages/platform';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ParkedWorkQuery, RerunBody } from './operations.dto.js';

const admins = staff(['admin'], {});
const adminsAnew = staff(['admin'], { stepUp: true });

/** Work that was given up and waits for a person. */
@ApiTags('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(private readonly rpc: RpcClient) {}

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
