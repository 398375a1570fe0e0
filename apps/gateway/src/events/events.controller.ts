import { staff } from '@guildhall/auth';
import { FeedPage, readFeed } from '@guildhall/messages/events';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { EventsQuery } from './events.dto.js';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Every published event, from the beginning or from where the last visit ended. */
  @Get()
  @Access(staff(['admin'], { scope: 'events:read' }))
  read(@Query() { after, ...query }: EventsQuery): Promise<FeedPage> {
    return this.rpc.call(readFeed, after === undefined ? query : { ...query, cursor: after });
  }
}
