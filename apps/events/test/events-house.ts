import { createHash, randomBytes, randomInt } from 'node:crypto';
import { auditSchema } from '@guildhall/audit';
import { CLOCK, ManualClock } from '@guildhall/clock';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { AppError } from '@guildhall/errors';
import { EventLog, eventHandlersIn, eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import {
  type Locale,
  listAdmins,
  type PreparedMail,
  type PrepareMailInput,
  prepareMail,
  type StaffIds,
} from '@guildhall/messages/accounts';
import {
  type Actor,
  type CallContext,
  type EventDefinition,
  type EventEnvelope,
  idFromUuid,
  newId,
  type RpcDefinition,
  type ServiceName,
} from '@guildhall/messages/contract';
import { type ContractRef, type MintedSecret, mintSigningCode, mintSigningLink } from '@guildhall/messages/contracts';
import { type FeedPage, type FeedQuery, readFeed } from '@guildhall/messages/events';
import { type InterviewDeadline, interviewDeadline } from '@guildhall/messages/interviews';
import { createLogger, createMetrics } from '@guildhall/observability';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { ServiceConfig, type ServiceDescription, type StartedService, startService } from '@guildhall/service';
import { type PrivateRedis, privateRedis, type SharedTestDatabase, testDatabaseOf } from '@guildhall/testing';
import { Controller, Inject, Module, type Type } from '@nestjs/common';
import { eventsSchema } from '../src/database/data-source.js';
import { EventsConfig } from '../src/events.config.js';
import { startEvents } from '../src/start-events.js';

const platformSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema);
const producers = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll'] as const;
export type Producer = (typeof producers)[number];

export const admin: Actor = { kind: 'staff', id: newId('per'), roles: ['admin'] };

/** The people whom the mailer can ask for, and what it asked. */
export class KnownPeople {
  readonly asked: PrepareMailInput[] = [];
  readonly minted: string[] = [];
  /** The contracts that links to sign were minted for, each of which voids the one before. */
  readonly linked: string[] = [];
  admins: string[] = [];
  private readonly people = new Map<string, { email: string; displayName: string; locale: Locale }>();

  add(email: string, displayName = 'Ada Example', locale: Locale = 'en'): string {
    const personId = newId('per');
    this.people.set(personId, { email, displayName, locale });
    return personId;
  }

  /** Answers like accounts: minted anew each time. */
  prepare(input: PrepareMailInput, now: Date): PreparedMail {
    this.asked.push(input);
    const person = this.people.get(input.personId);
    if (!person) throw new AppError('not_found', `Person ${input.personId} does not exist any more.`);
    const code = ['sign_in', 'step_up'].includes(input.secret) ? String(randomInt(100_000, 1_000_000)) : null;
    const linkToken = ['sign_in', 'invitation'].includes(input.secret) ? randomBytes(32).toString('base64url') : null;
    this.minted.push(...[code, linkToken].filter((secret) => secret !== null));
    const expiresAt = input.secret === 'none' ? null : new Date(now.getTime() + 15 * 60_000).toISOString();
    return { ...person, code, linkToken, expiresAt };
  }

  /** Answers like contracts. */
  mint(secret: string, now: Date): MintedSecret {
    this.minted.push(secret);
    return { secret, expiresAt: new Date(now.getTime() + 15 * 60_000).toISOString() };
  }
}

/**
 * The events service as it runs, and three services that do nothing but tell: their logs, relays and RPC are real, and
 * `accounts` also prepares mails for the people it knows, and `contracts` mints what they sign with.
 */
export class EventsHouse {
  readonly people = new KnownPeople();
  readonly clock = new ManualClock(new Date());
  readonly logLines: string[] = [];
  events!: StartedService;
  rpc!: RpcClient;
  private readonly tellers = new Map<ServiceName, StartedService>();
  private readonly envelopeKeys = `k:${randomBytes(32).toString('base64')}`;

  private constructor(
    readonly db: SharedTestDatabase,
    readonly redis: PrivateRedis,
    private readonly settings: Partial<EventsConfig>,
  ) {}

  static async open(settings: Partial<EventsConfig> = {}): Promise<EventsHouse> {
    const schemas = { ...Object.fromEntries(producers.map((name) => [name, platformSchema])), events: eventsSchema };
    const [db, redis] = await Promise.all([testDatabaseOf(schemas), privateRedis()]);
    const house = new EventsHouse(db, redis, settings);
    await Promise.all(producers.map(async (name) => house.tellers.set(name, await house.startTeller(name))));
    house.events = await startEvents(house.configOf(new EventsConfig(), 'events', settings), house.surroundings());
    const signer = new EnvelopeSigner(parseKeyRing(house.envelopeKeys));
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    house.rpc = new RpcClient({
      redisUrl: redis.url,
      service: 'gateway',
      signer,
      logger,
      metrics: createMetrics('gateway'),
    });
    await house.rpc.connect();
    return house;
  }

  /** One event of its producer, in a transaction of its own. */
  async tell<P extends object>(definition: EventDefinition<P>, subject: string, data: P): Promise<{ id: string }> {
    const teller = this.tellers.get(definition.producer)!;
    const log = teller.application.get(EventLog, { strict: false });
    const context: CallContext = { correlationId: `req_${newId('evt').slice(4)}`, actor: { kind: 'anonymous' } };
    const at = this.clock.now();
    return await teller.database.transaction((tx) => log.append(tx, definition, { subject, data, context, at }));
  }

  /** Hands an event to every handler that wants it, as a follower does, in one transaction. */
  async hear(event: EventEnvelope): Promise<void> {
    const handlers = eventHandlersIn(this.events.application).filter(
      ({ producer, type }) => producer === event.source && (type === null || type === event.type),
    );
    await this.events.database.transaction(async (tx) => {
      for (const handler of handlers) await handler.handle(event, tx);
    });
  }

  /** Asks the service for a page of the feed. */
  async read(query: FeedQuery = {}, actor: Actor = admin): Promise<FeedPage> {
    const context = { correlationId: 'req_test', actor };
    return await this.rpc.call(readFeed, query, { context });
  }

  /** Asks the service for anything, as an admin unless somebody else asks; each command under a key of its own. */
  async ask<I extends object, O extends object>(
    definition: RpcDefinition<I, O>,
    input: I,
    actor: Actor = admin,
    key = newId('job'),
  ): Promise<O> {
    const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest('hex');
    const context = { correlationId: 'req_test', actor, idempotency: { key, fingerprint } };
    return await this.rpc.call(definition, input, { context });
  }

  /** Another process of the service on the same database and Redis. */
  async startAnother(settings: Partial<EventsConfig> = {}): Promise<StartedService> {
    return await startEvents(
      this.configOf(new EventsConfig(), 'events', { ...this.settings, ...settings }),
      this.surroundings(),
    );
  }

  async sql<Row = Record<string, unknown>>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    return await this.events.database.dataSource.query(statement, parameters);
  }

  /** The log of a producer, in its order. */
  async logOf(producer: Producer): Promise<string[]> {
    const { dataSource } = this.tellers.get(producer)!.database;
    const rows: { id: string }[] = await dataSource.query('SELECT id FROM event ORDER BY position');
    return rows.map(({ id }) => idFromUuid('evt', id));
  }

  /** Everything told is heard, and every job that could run has run. */
  async settle(): Promise<void> {
    await Promise.all([...this.tellers.values()].map((teller) => teller.settle()));
    await this.events.settle();
  }

  async close(): Promise<void> {
    await this.rpc?.close();
    await this.events?.close();
    await Promise.all([...this.tellers.values()].map((teller) => teller.close()));
    await this.redis.drop();
    await this.db.drop();
  }

  private async startTeller(name: Producer): Promise<StartedService> {
    const { people } = this;
    @Controller()
    class MailPreparation {
      constructor(@Inject(CLOCK) private readonly clock: ManualClock) {}

      @HandleRpc(prepareMail)
      async prepare(input: PrepareMailInput, { actor }: CallContext): Promise<PreparedMail> {
        if (actor.kind !== 'service' || actor.id !== 'events')
          throw new AppError('not_allowed', 'For the mailer alone.');
        return people.prepare(input, this.clock.now());
      }
    }

    @Controller()
    class Admins {
      @HandleRpc(listAdmins)
      async list(): Promise<StaffIds> {
        return { personIds: people.admins };
      }
    }

    @Controller()
    class SigningSecrets {
      constructor(@Inject(CLOCK) private readonly clock: ManualClock) {}

      @HandleRpc(mintSigningLink)
      async mintLink({ contractId }: ContractRef): Promise<MintedSecret> {
        people.linked.push(contractId);
        return people.mint(randomBytes(32).toString('base64url'), this.clock.now());
      }

      @HandleRpc(mintSigningCode)
      async mintCode(_input: ContractRef): Promise<MintedSecret> {
        return people.mint(String(randomInt(100_000, 1_000_000)), this.clock.now());
      }
    }

    @Controller()
    class Deadlines {
      @HandleRpc(interviewDeadline)
      async deadline(): Promise<InterviewDeadline> {
        return { deadlineAt: '2026-11-20T14:05:00.000Z' };
      }
    }

    const offers: Partial<Record<Producer, { controllers: Type[]; rpc: ServiceDescription['rpc'] }>> = {
      accounts: { controllers: [MailPreparation, Admins], rpc: [prepareMail, listAdmins] },
      interviews: { controllers: [Deadlines], rpc: [interviewDeadline] },
      contracts: { controllers: [SigningSecrets], rpc: [mintSigningLink, mintSigningCode] },
    };
    const { controllers, rpc } = offers[name] ?? { controllers: [], rpc: [] };

    @Module({ controllers })
    class TellerModule {}

    class TellerConfig extends ServiceConfig {
      databaseUrl!: string;
    }
    const description = { name, module: TellerModule, schema: platformSchema, rpc, jobs: [] };
    return await startService(description, this.configOf(new TellerConfig(), name, {}), this.surroundings());
  }

  private surroundings() {
    const destination = { write: (line: string) => void this.logLines.push(line) };
    return { clock: this.clock, logger: createLogger({ service: 'events', level: 'debug', destination }) };
  }

  private configOf<C extends ServiceConfig>(config: C, name: Producer | 'events', settings: Partial<C>): C {
    return Object.assign(config, {
      databaseUrl: this.db.urlOf(name),
      redisUrl: this.redis.url,
      envelopeKeys: this.envelopeKeys,
      roles: ['api', 'worker', 'follower'],
      workerQueues: [],
      workerConcurrency: 2,
      databasePoolSize: 5,
      logLevel: 'silent',
      mailFrom: 'Guildhall <no-reply@guildhall.example>',
      publicUrl: 'https://hiring.example',
      mailsPerDayOverall: 1_000,
      webhookSecretsKey: Buffer.alloc(32, 3).toString('base64'),
      webhooksAllowLoopback: true,
      webhookConcurrency: 32,
      ...settings,
    });
  }
}
