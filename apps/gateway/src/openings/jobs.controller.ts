import { anyone, object } from '@guildhall/auth';
import {
  getPublicOpening,
  listPublicOpenings,
  Opening,
  OpeningPage,
  PublicOpeningsQuery,
} from '@guildhall/messages/applicants';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';

/** Open openings, as anybody sees them. */
@ApiTags('jobs')
@Controller('v1/jobs')
export class JobsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Open openings, newest first. */
  @Get()
  @Access(anyone())
  list(@Query() query: PublicOpeningsQuery): Promise<OpeningPage> {
    return this.rpc.call(listPublicOpenings, query);
  }

  /** One open opening; drafts and closed ones do not exist here. */
  @Get(':openingId')
  @Access(anyone({ owned: object('openingId', 'opening') }))
  get(@IdParam('openingId') openingId: string): Promise<Opening> {
    return this.rpc.call(getPublicOpening, { openingId });
  }
}
