import type { ServiceName } from '../contract/index.js';
import { searchErased } from './erasures.queries.js';
import { eventsAfter } from './events.queries.js';
import { parkedEvents, parkedJobs, rerunEvent, rerunJob } from './parked-work.commands.js';
import { waitingJobs } from './waiting-jobs.queries.js';

export * from './erasures.queries.js';
export * from './events.queries.js';
export * from './parked-work.commands.js';
export * from './waiting-jobs.queries.js';

/** What every service with tables answers besides its own messages. */
export function platformDefinitions(service: ServiceName) {
  return [eventsAfter, waitingJobs, parkedJobs, rerunJob, parkedEvents, rerunEvent, searchErased].map((definition) =>
    definition(service),
  );
}
