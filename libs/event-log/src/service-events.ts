import type { Database } from '@guildhall/database';
import type { EnvelopeSigner } from '@guildhall/envelope';
import type { ServiceName } from '@guildhall/messages/contract';
import type { Logger, Metrics } from '@guildhall/observability';
import { EventLog } from './event-log.js';
import { EventReader } from './event-reader.js';
import { EventRelay } from './event-relay.js';
import { EventWakeUps } from './event-wake-ups.js';
import { ParkedEvents } from './parked-events.js';

export interface ServiceEventsOptions {
  service: ServiceName;
  database: Database;
  redisUrl: string;
  signer: EnvelopeSigner;
  logger: Logger;
  metrics: Metrics;
}

/** The parts of a service's event log, put together; `EventFollowers` comes on top once the handlers are known. */
export class ServiceEvents {
  readonly log: EventLog;
  readonly relay: EventRelay;
  readonly reader: EventReader;
  readonly parked: ParkedEvents;
  readonly wakeUps: EventWakeUps;

  constructor(options: ServiceEventsOptions) {
    const { service, database, metrics } = options;
    this.wakeUps = new EventWakeUps(options);
    this.relay = new EventRelay({ ...options, wakeUps: this.wakeUps });
    this.log = new EventLog(service, this.relay);
    this.reader = new EventReader(service, database);
    this.parked = new ParkedEvents(service, database, metrics);
  }

  /** In every process that appends: each relays what it has committed. */
  start(): void {
    this.relay.start();
  }

  async close(): Promise<void> {
    await this.relay.close();
    this.wakeUps.close();
  }
}
