import { anyone, object } from '@guildhall/auth';
import { getPublicOpening, listPublicOpenings, PublicOpeningsQuery } from '@guildhall/messages/applicants';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { OpeningOutlines } from './opening-outlines.js';
import { PublicOpening, PublicOpeningPage } from './openings.dto.js';

/** Openings as anybody sees them, with what the interview asks. */
@ApiTags('jobs')
@Controller('v1/jobs')
export class JobsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly outlines: OpeningOutlines,
  ) {}

  /** Open openings, newest first; `q` searches titles and descriptions. */
  @Get()
  @Access(anyone())
  async list(@Query() query: PublicOpeningsQuery): Promise<PublicOpeningPage> {
    const page = await this.rpc.call(listPublicOpenings, query);
    return { ...page, data: await this.outlines.withInterview(page.data) };
  }

  /** One opening, open or closed (`state`, `closedAt`); drafts do not exist here. */
  @Get(':openingId')
  @Access(anyone({ owned: object('openingId', 'opening') }))
  async get(@IdParam('openingId') openingId: string): Promise<PublicOpening> {
    const [opening] = await this.outlines.withInterview([await this.rpc.call(getPublicOpening, { openingId })]);
    return opening!;
  }
}
