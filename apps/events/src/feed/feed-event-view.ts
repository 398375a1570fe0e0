import type { FeedEvent } from '@guildhall/messages/events';
import type { FeedEventEntity } from './feed-event.entity.js';

/** All of an event but its place in the feed. */
export type ToldEvent = Omit<FeedEventEntity, 'position' | 'source'> & { source: string };

/** @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export function feedEventView(event: ToldEvent): FeedEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: `guildhall/${event.source}`,
    type: event.type,
    subject: event.subject,
    time: event.time.toISOString(),
    sequence: event.sequence,
    datacontenttype: 'application/json',
    dataschema: `urn:guildhall:event:${event.type}`,
    correlationid: event.correlationId,
    causationid: event.causationId,
    data: event.data,
  };
}
