import type { Database } from '@guildhall/database';
import type { ServiceName } from '@guildhall/messages/contract';
import type { Logger, Metrics } from '@guildhall/observability';
import type { RpcClient } from '@guildhall/rpc';
import { EventFollower } from './event-follower.js';
import { type EventHandler, producersOf } from './event-handlers.js';
import type { EventWakeUps } from './event-wake-ups.js';

export interface EventFollowersOptions {
  subscriber: ServiceName;
  database: Database;
  rpc: Pick<RpcClient, 'call'>;
  wakeUps: EventWakeUps;
  handlers: readonly EventHandler[];
  logger: Logger;
  metrics: Metrics;
}

/** One follower for each log that the service has handlers for. */
export class EventFollowers {
  private readonly followers: ReadonlyMap<ServiceName, EventFollower>;

  constructor(options: EventFollowersOptions) {
    const producers = producersOf(options.handlers);
    this.followers = new Map(producers.map((producer) => [producer, new EventFollower({ ...options, producer })]));
    options.metrics.gauge('event_follower_lag', 'Events told and not yet applied.', ['producer'], (gauge) => {
      for (const [producer, follower] of this.followers) gauge.set({ producer }, follower.lag);
    });
  }

  start(): void {
    for (const follower of this.followers.values()) follower.start();
  }

  /** For tests: waits until everything that has a position in any of the logs is applied or parked. */
  async drain(timeoutMs?: number): Promise<void> {
    await Promise.all([...this.followers.values()].map((follower) => follower.drain(timeoutMs)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.followers.values()].map((follower) => follower.close()));
  }
}
