import { Empty, query } from '../contract/index.js';

export class EventType {
  type!: string;
  /** `guildhall/interviews` */
  source!: string;
  /** As the envelope names it. */
  dataschema!: string;
  /** JSON Schema (2020-12) of `data`. Fields are only added; readers pass over those they do not know. */
  schema!: object;
}

export class EventTypes {
  data!: EventType[];
}

/** Every type that the feed shows and webhooks bring. */
export const listEventTypes = query('events', 'event-types.list', { input: Empty, output: EventTypes });
