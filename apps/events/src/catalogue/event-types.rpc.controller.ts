import { type EventTypes, listEventTypes } from '@guildhall/messages/events';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { eventTypes } from './event-types.js';

@Controller()
export class EventTypesRpcController {
  @HandleRpc(listEventTypes)
  async list(): Promise<EventTypes> {
    return { data: [...eventTypes] };
  }
}
