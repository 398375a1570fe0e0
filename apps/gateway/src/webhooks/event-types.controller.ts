import { anyone } from '@guildhall/auth';
import { EventTypes, listEventTypes } from '@guildhall/messages/events';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';

@ApiTags('events')
@Controller('v1/event-types')
export class EventTypesController {
  constructor(private readonly rpc: RpcClient) {}

  /** Every type of event with the JSON Schema of its data. */
  @Get()
  @Access(anyone())
  list(): Promise<EventTypes> {
    return this.rpc.call(listEventTypes, {});
  }
}
