import { IsInt, Max, Min } from 'class-validator';
import { type EventEnvelope, query } from '../contract/index.js';
import { perService } from './per-service.js';

export const maxEventsPerPage = 100;

export class EventsAfterQuery {
  /** Position of the last event that the asker has; 0 for none. */
  @IsInt()
  @Min(0)
  after!: number;

  @IsInt()
  @Min(1)
  @Max(maxEventsPerPage)
  limit!: number;
}

export class EventsPage {
  /** Without a gap, from `after` + 1. */
  events!: EventEnvelope[];

  /** Position of the newest event. */
  head!: number;
}

/** What a service's log holds behind a position; for services only. */
export const eventsAfter = perService((service) =>
  query(service, 'events.after', { input: EventsAfterQuery, output: EventsPage, errors: ['not_allowed'] }),
);
