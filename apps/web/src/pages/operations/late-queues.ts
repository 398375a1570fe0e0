import type { Schemas } from '../../api/queries.js';
import type { Service } from './services.js';

type WaitingQueue = Schemas['WaitingQueue'];

export interface LateQueue extends WaitingQueue {
  service: Service;
}

/** Workers begin what waits within seconds, and within a minute after an outage: what is older than that is late. */
const lateAfterSeconds = 60;

/** The queues of all services whose oldest job is late, the oldest first. */
export function lateQueues(waiting: { service: Service; queues: WaitingQueue[] }[]): LateQueue[] {
  return waiting
    .flatMap(({ service, queues }) => queues.map((queue) => ({ ...queue, service })))
    .filter(({ oldestWaitingSeconds }) => oldestWaitingSeconds >= lateAfterSeconds)
    .sort((one, other) => other.oldestWaitingSeconds - one.oldestWaitingSeconds);
}
