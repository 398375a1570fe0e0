import { randomBytes } from 'node:crypto';
import { Database, type Tx } from '@guildhall/database';
import { EnvelopeSigner } from '@guildhall/envelope';
import { type EventEnvelope, event, type ServiceName } from '@guildhall/messages/contract';
import type { EventsAfterQuery } from '@guildhall/messages/platform';
import { createLogger, createMetrics } from '@guildhall/observability';
import type { RpcClient } from '@guildhall/rpc';
import { type PrivateRedis, privateRedis, type SharedTestDatabase, testDatabaseOf } from '@guildhall/testing';
import { IsInt } from 'class-validator';
import pg from 'pg';
import { EventFollower, type EventHandler, eventLogSchema, ServiceEvents } from '../src/index.js';

export class Happened {
  @IsInt()
  number!: number;
}

export const thingHappened = event('applicants', 'thing.happened', Happened);
export const otherHappened = event('applicants', 'other.happened', Happened);

const signer = new EnvelopeSigner({ current: 'k', keys: { k: randomBytes(32) } });
const logger = createLogger({ service: 'test', level: process.env.TEST_LOG_LEVEL ?? 'silent' });

export type Handle = (event: EventEnvelope<Happened>, tx: Tx) => Promise<void>;

/** Two services with a database and a Redis: `applicants` tells, `interviews` follows and writes what it heard into `heard`. */
export class EventHouse {
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly db: SharedTestDatabase,
    readonly redis: PrivateRedis,
  ) {}

  static async open(): Promise<EventHouse> {
    const [db, redis] = await Promise.all([
      testDatabaseOf({ applicants: eventLogSchema, interviews: eventLogSchema }),
      privateRedis(),
    ]);
    return new EventHouse(db, redis);
  }

  /** One process of a service. */
  async process(service: ServiceName & ('applicants' | 'interviews'), poolSize = 20) {
    const url = this.db.urlOf(service);
    const database = await Database.open({ ...eventLogSchema, url, applicationName: `test-${service}`, poolSize });
    const metrics = createMetrics(service);
    const events = new ServiceEvents({ service, database, redisUrl: this.redis.url, signer, logger, metrics });
    const close = async () => {
      await events.close();
      await database.close();
    };
    this.closing.push(close);
    return { database, events, close };
  }

  /** A follower of `applicants` in a process of `interviews`; it reads the log directly instead of over RPC. */
  follower(
    teller: { events: ServiceEvents },
    listener: { database: Database; events: ServiceEvents },
    handle: Handle,
    onPull: () => void = () => undefined,
  ): EventFollower {
    const handler: EventHandler = {
      producer: 'applicants',
      type: thingHappened.type,
      handle: (told, tx) => handle(told as EventEnvelope<Happened>, tx),
    };
    const call = async (_definition: unknown, { after, limit }: EventsAfterQuery) => {
      onPull();
      return await teller.events.reader.after(after, limit);
    };
    const follower = new EventFollower({
      producer: 'applicants',
      subscriber: 'interviews',
      database: listener.database,
      rpc: { call } as unknown as Pick<RpcClient, 'call'>,
      wakeUps: listener.events.wakeUps,
      handlers: [handler],
      logger,
    });
    this.closing.push(() => follower.close());
    return follower;
  }

  /** What only the database's administrator may do. */
  async asOwner(sql: string): Promise<void> {
    const admin = new pg.Client({ connectionString: this.db.adminUrl });
    await admin.connect();
    try {
      await admin.query(sql);
    } finally {
      await admin.end();
    }
  }

  async close(): Promise<void> {
    for (const close of this.closing.reverse()) await close();
    await this.redis.drop();
    await this.db.drop();
  }
}

/** Appends one event about a subject in a transaction of its own. */
export async function tell(
  from: { database: Database; events: ServiceEvents },
  subject: string,
  number: number,
  definition = thingHappened,
): Promise<{ id: string; sequence: number }> {
  return await from.database.transaction((tx) => tellIn(tx, from.events, subject, number, definition));
}

export async function tellIn(
  tx: Tx,
  events: ServiceEvents,
  subject: string,
  number: number,
  definition = thingHappened,
) {
  const context = { correlationId: `req_${number}`, actor: { kind: 'anonymous' as const } };
  return await events.log.append(tx, definition, { subject, data: { number }, context, at: new Date() });
}
