import type { ServiceSchema } from '@guildhall/database';
import { AggregateSequenceEntity, EventCursorEntity, EventEntity, ParkedEventEntity } from './event-log.entities.js';
import { EventLog1764000200000 } from './migrations/1764000200000-event-log.js';

/** The tables that this library brings to every service: its own log, and how far it has followed others'. */
export const eventLogSchema: ServiceSchema = {
  entities: [EventEntity, AggregateSequenceEntity, EventCursorEntity, ParkedEventEntity],
  migrations: [EventLog1764000200000],
};
