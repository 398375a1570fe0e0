import { type ServiceName, uuidOf } from '@guildhall/messages/contract';

/**
 * Queues may have the same name in two services. The hash tag puts all keys of one queue into one slot of a Redis Cluster,
 * and different queues into different ones.
 */
export function queuePrefix(service: ServiceName, queue: string): string {
  return `{jobs-${service}-${queue}}`;
}

/**
 * Carries the attempt: adding an id that BullMQ still knows, as failed or otherwise, is a silent no-op. Neither `:` nor a
 * bare number are allowed in it.
 */
export function bullJobId(jobId: string, attempt: number): string {
  return `${uuidOf(jobId)}-${attempt}`;
}

/** Used in keys of Redis. @throws where BullMQ or the hash tag would choke on it. */
export function checkQueueName(queue: string): string {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(queue)) {
    throw new Error(`"${queue}" is no name for a queue; write lower-case letters, digits and dashes.`);
  }
  return queue;
}
