import type { Problem } from '@guildhall/errors';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';
import { perService } from './per-service.js';

/** A job that was given up and waits for a person. */
export class ParkedJob {
  id!: string;
  name!: string;
  queue!: string;
  key!: string | null;
  /** Ids and codes of what it was about. */
  payload!: object;
  correlationId!: string;
  /** How often it was taken up. */
  attempts!: number;
  /** ISO 8601, UTC; the same for all moments here. */
  createdAt!: string;
  parkedAt!: string;
  /** Why it was given up. */
  problem!: Problem;
}

export class ParkedJobPage {
  data!: ParkedJob[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Oldest first; for admins. */
export const parkedJobs = perService((service) =>
  query(service, 'parked-jobs.list', { input: PageQuery, output: ParkedJobPage, errors: ['not_allowed'] }),
);

export class ParkedJobRef {
  @IsId('job')
  jobId!: string;
}

/** Lets a parked job run again, with all its attempts; for admins. */
export const rerunJob = perService((service) =>
  command(service, 'parked-jobs.rerun', {
    input: ParkedJobRef,
    output: Empty,
    errors: ['not_found', 'job_not_parked', 'not_allowed'],
  }),
);

/** An event that this service could not apply, or that came after such a one of the same subject. */
export class ParkedEvent {
  /** `evt_…` */
  id!: string;
  /** The service that told it. */
  producer!: string;
  position!: number;
  type!: string;
  /** The aggregate: `application/app_…`. */
  subject!: string;
  correlationId!: string;
  parkedAt!: string;
  /** Why it could not be applied; null for one that only waits behind another of its subject. */
  problem!: Problem | null;
  /** Whether somebody asked for a re-run that has yet to happen. */
  rerunRequested!: boolean;
}

export class ParkedEventPage {
  data!: ParkedEvent[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** By producer and position; for admins. */
export const parkedEvents = perService((service) =>
  query(service, 'parked-events.list', { input: PageQuery, output: ParkedEventPage, errors: ['not_allowed'] }),
);

export class ParkedEventRef {
  @IsId('evt')
  eventId!: string;
}

/** Applies a parked event again, and then, in their order, those that wait behind it; within some 5 s. For admins. */
export const rerunEvent = perService((service) =>
  command(service, 'parked-events.rerun', {
    input: ParkedEventRef,
    output: Empty,
    errors: ['event_not_parked', 'not_allowed'],
  }),
);
