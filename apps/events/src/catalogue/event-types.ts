import type { EventType } from '@guildhall/messages/events';
import { publicEvents } from '../feed/public-events.js';
import { payloadSchema } from './payload-schema.js';

/** Every public type with the schema of its data, in the order of their names. */
export const eventTypes: readonly EventType[] = publicEvents
  .map(({ type, producer, payload }) => ({
    type,
    source: `guildhall/${producer}`,
    dataschema: `urn:guildhall:event:${type}`,
    schema: payloadSchema(payload),
  }))
  .sort((one, other) => (one.type < other.type ? -1 : 1));
