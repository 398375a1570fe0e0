import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import {
  applicationNotSelected,
  applicationSubmitted,
  applicationWithdrawn,
  openingOpened,
} from '@guildhall/messages/applicants';
import {
  type Actor,
  type EventEnvelope,
  newId,
  type RpcDefinition,
  type ServiceName,
} from '@guildhall/messages/contract';
import { addPlanVersion, createPlan, publishPlanVersion } from '@guildhall/messages/interviews';
import { eventsAfter } from '@guildhall/messages/platform';
import { createLogger, createMetrics, type Logger, NestLogger, newCorrelationId } from '@guildhall/observability';
import { RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import type { StartedService } from '@guildhall/service';
import { type MediaStore, openMediaStore, SpoolFolder } from '@guildhall/storage';
import { type PrivateRedis, privateRedis, type TestDatabase, testDatabase } from '@guildhall/testing';
import { type INestMicroservice, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { interviewsSchema } from '../src/database/data-source.js';
import { InterviewsConfig } from '../src/interviews.config.js';
import { startInterviews } from '../src/start-interviews.js';
import { FakeApplicants } from './fake-applicants.js';
import { type Application, TestApplicant } from './test-applicant.js';

/** Calls the service over RPC as one actor. A `key` makes the call idempotent, as the edge does for every POST. */
export type Caller = <I extends object, O extends object>(
  definition: RpcDefinition<I, O>,
  input: I,
  options?: { key?: string },
) => Promise<O>;

export interface OpeningTerms {
  planVersionId?: string;
  interviewDeadlineDays?: number;
  transcriptCheckHours?: number;
  aiDailyCapMicros?: number;
}

export interface ApplicationTerms {
  language?: string;
  jurisdictions?: string[];
  country?: string;
}

export interface Colleague {
  staffId?: string;
  role?: 'reviewer' | 'recruiter';
}

/** What the house stands on; opened once, while the service itself may be started again. */
interface Ground {
  directory: string;
  db: TestDatabase;
  redis: PrivateRedis;
  /** What the service was configured from, for processes of its own. */
  environment: Record<string, string>;
  config: InterviewsConfig;
  media: MediaStore;
  spool: SpoolFolder;
  neighbour: INestMicroservice;
  rpc: RpcClient;
  logger: Logger;
}

const envelopeKeys = `k1:${randomBytes(32).toString('base64')}`;
const signer = new EnvelopeSigner(parseKeyRing(envelopeKeys));
const planFile = new URL('../plans/financial-analyst.json', import.meta.url);
const callTimeoutMs = 20_000;
const heardWithinMs = 500;

/** The whole service in this process with a database, a Redis and folders of its own; only its neighbours are played. */
export class InterviewHouse {
  readonly clock = new ManualClock();
  readonly applicants: FakeApplicants;
  /** On every opening that the house opens. */
  readonly recruiterId = newId('per');
  readonly recruiter = this.callerAs({ kind: 'staff', id: this.recruiterId, roles: ['recruiter'] });
  service!: StartedService;
  private planVersionId: Promise<string> | undefined;

  private constructor(readonly ground: Ground) {
    this.applicants = ground.neighbour.get(FakeApplicants);
  }

  /** @param settings variables that differ from an installation without a model's key */
  static async open(settings: Record<string, string> = {}): Promise<InterviewHouse> {
    const directory = await mkdtemp(join(tmpdir(), 'guildhall-interviews-'));
    const [db, redis] = await Promise.all([testDatabase('interviews', interviewsSchema), privateRedis()]);
    const environment = {
      DATABASE_URL_INTERVIEWS: db.url,
      REDIS_URL: redis.url,
      ENVELOPE_KEYS: envelopeKeys,
      STORAGE_DIRECTORY: join(directory, 'media'),
      DATA_KEYS_DIRECTORY: join(directory, 'keys'),
      CERTIFICATE_KEYS_DIRECTORY: join(directory, 'certificate-keys'),
      SPOOL_DIR: join(directory, 'spool'),
      WORK_DIRECTORY: join(directory, 'work'),
      ...settings,
    };
    const config = readConfig(InterviewsConfig, environment);
    const logger = createLogger({ service: 'test', level: process.env.TEST_LOG_LEVEL ?? 'silent' });
    const house = new InterviewHouse({
      ...{ directory, db, redis, environment, config, logger },
      media: await openMediaStore(config.storage),
      spool: await SpoolFolder.open({ directory: config.spoolDirectory }),
      neighbour: await startNeighbour({ redis, logger }, 'applicants', NeighbourModule),
      rpc: await connectedClient(redis.url, logger),
    });
    await house.start();
    return house;
  }

  async start(config = this.ground.config): Promise<void> {
    this.service = await startInterviews(config, { clock: this.clock, logger: this.ground.logger });
  }

  /** Stops the service and starts it with other settings. */
  async restartWith(settings: Record<string, string>): Promise<void> {
    await this.service.close();
    await this.start(readConfig(InterviewsConfig, { ...this.ground.environment, ...settings }));
  }

  /** Lets events and jobs go on until nothing is left to do for now. */
  async settle(timeoutMs = 60_000): Promise<void> {
    await this.service.settle(timeoutMs);
  }

  async close(): Promise<void> {
    const { rpc, neighbour, db, redis, directory } = this.ground;
    await this.service.close();
    await rpc.close();
    await neighbour.close();
    await Promise.all([db.drop(), redis.drop()]);
    await rm(directory, { recursive: true, force: true });
  }

  callerAs(actor: Actor): Caller {
    return (definition, input, { key } = {}) => {
      const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: 'f'.repeat(64) } };
      const context = { correlationId: newCorrelationId(), actor, ...idempotency };
      return this.ground.rpc.call(definition, input, { context, timeoutMs: callTimeoutMs });
    };
  }

  /** Another member of staff on an opening. */
  colleague(openingId: string, { staffId = newId('per'), role = 'reviewer' }: Colleague = {}): Caller {
    this.applicants.place(staffId, openingId);
    return this.callerAs({ kind: 'staff', id: staffId, roles: [role] });
  }

  /** A published version of the plan for financial analysts, made once, as recruiters make it. */
  async publishedPlan(): Promise<string> {
    this.planVersionId ??= this.publish(readFile(planFile, 'utf8').then((json) => JSON.parse(json)));
    return await this.planVersionId;
  }

  /** An open opening with the recruiter on it. */
  async opening(terms: OpeningTerms = {}): Promise<string> {
    const openingId = newId('opn');
    this.applicants.place(this.recruiterId, openingId);
    const data = {
      openingId,
      planVersionId: terms.planVersionId ?? (await this.publishedPlan()),
      interviewDeadlineDays: terms.interviewDeadlineDays ?? 10,
      transcriptCheckHours: terms.transcriptCheckHours ?? 0,
      aiDailyCapMicros: terms.aiDailyCapMicros ?? null,
    };
    this.applicants.tell(openingOpened, `opening/${openingId}`, data, this.clock.now());
    return openingId;
  }

  /** Somebody who has applied to the opening and whose interview is there. */
  async applicant(openingId: string, terms: ApplicationTerms = {}): Promise<TestApplicant> {
    const applicationId = newId('app');
    const personId = newId('per');
    const data = {
      ...{ applicationId, openingId, personId },
      planVersionId: await this.publishedPlan(),
      language: terms.language ?? 'en-US',
      jurisdictions: terms.jurisdictions ?? ['US-NY'],
      ...(terms.country !== undefined && { country: terms.country }),
    };
    this.applicants.tell(applicationSubmitted, `application/${applicationId}`, data, this.clock.now());
    await this.settle();
    return await TestApplicant.of(this, { applicationId, openingId, personId });
  }

  /** The applicant takes the application back. */
  async withdraw({ application }: { application: Application }): Promise<void> {
    this.applicants.tell(
      applicationWithdrawn,
      `application/${application.applicationId}`,
      application,
      this.clock.now(),
    );
    // Events come first; whether jobs end within the time is not what is waited for here.
    await this.service.settle(heardWithinMs).catch(() => undefined);
  }

  /** A person decides against the applicant. */
  async decideAgainst({ application }: { application: Application }): Promise<void> {
    const decision = { decisionId: newId('dec'), reasonCode: 'evidence_insufficient', decidedBy: this.recruiterId };
    const data = { ...application, ...decision };
    this.applicants.tell(applicationNotSelected, `application/${data.applicationId}`, data, this.clock.now());
    await this.settle();
  }

  /** Rows of the service's own tables, for what it tells nobody. */
  async rows<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return await this.ground.db.database.dataSource.query(sql, parameters);
  }

  /** Sum of a counter over its labels. */
  async metric(name: string): Promise<number> {
    const metric = await this.service.metrics[0]!.registry.getSingleMetric(name)?.get();
    return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0);
  }

  /** Everything that the service has told so far, in order. */
  async told(): Promise<EventEnvelope[]> {
    const asService = this.callerAs({ kind: 'service', id: 'events' });
    const told: EventEnvelope[] = [];
    for (;;) {
      const { events } = await asService(eventsAfter('interviews'), { after: told.at(-1)?.position ?? 0, limit: 100 });
      if (events.length === 0) return told;
      told.push(...events);
    }
  }

  private async publish(document: Promise<object>): Promise<string> {
    const plan = await this.recruiter(createPlan, { name: 'Financial analyst' });
    const draft = await this.recruiter(addPlanVersion, { planId: plan.id, document: await document });
    return (await this.recruiter(publishPlanVersion, { planVersionId: draft.id })).id;
  }
}

/** Plays another service, as far as a module's controllers answer for it. */
export async function startNeighbour(
  { redis, logger }: Pick<Ground, 'redis' | 'logger'>,
  service: ServiceName,
  module: Type<object>,
): Promise<INestMicroservice> {
  const metrics = createMetrics(service);
  const server = new RedisStreamsServer({ redisUrl: redis.url, signer, logger, service, metrics });
  const neighbour = await NestFactory.createMicroservice(module, {
    strategy: server,
    logger: new NestLogger(logger),
  });
  await neighbour.listen();
  return neighbour;
}

async function connectedClient(redisUrl: string, logger: Logger): Promise<RpcClient> {
  const client = new RpcClient({ redisUrl, service: 'gateway', signer, logger, metrics: createMetrics('gateway') });
  await client.connect();
  return client;
}

@Module({ controllers: [FakeApplicants] })
class NeighbourModule {}
