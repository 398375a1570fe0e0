import { Empty, query } from '../contract/index.js';
import { perService } from './per-service.js';

/** A queue with jobs whose time has come and that no worker has begun. */
export class WaitingQueue {
  queue!: string;
  /** How many wait; whole. */
  waiting!: number;
  /** Whole seconds since the oldest of them could have been begun, or tried again. */
  oldestWaitingSeconds!: number;
}

export class WaitingQueues {
  /** The one that has waited longest first; a queue in which nothing waits is not among them. */
  queues!: WaitingQueue[];
  /** Whether more wait than were counted: each number is the least that it can be then. */
  moreWait!: boolean;
}

/** What should have been begun by now; for admins. Jobs that were put off, or wait for a later attempt, are not late. */
export const waitingJobs = perService((service) =>
  query(service, 'waiting-jobs.list', { input: Empty, output: WaitingQueues, errors: ['not_allowed'] }),
);
