import { AuditHeads, AuditLog, AuditSealer } from '@guildhall/audit';
import type { Clock } from '@guildhall/clock';
import { asUnavailable, Database, Housekeeping, type ServiceSchema } from '@guildhall/database';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { EventFollowers, eventHandlersIn, platformController, ServiceEvents } from '@guildhall/event-log';
import { FaultPoints } from '@guildhall/fault-points';
import { Jobs, JobWorkers, jobHandlersIn } from '@guildhall/jobs';
import type { JobDefinition, ServiceName } from '@guildhall/messages/contract';
import { platformDefinitions } from '@guildhall/messages/platform';
import { createLogger, createMetrics, type Logger, NestLogger } from '@guildhall/observability';
import { type AnyRpcDefinition, RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import { type DynamicModule, type INestMicroservice, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { platformModule } from './platform.module.js';
import type { RunningService } from './running-service.js';
import type { ServiceConfig, ServiceRole } from './service-config.js';

/** A service, as its `start…` function describes it. */
export interface ServiceDescription {
  name: ServiceName;
  module: DynamicModule | Type<unknown>;
  schema: ServiceSchema;
  /** Everything that it answers, apart from what every service answers. */
  rpc: readonly AnyRpcDefinition[];
  jobs: readonly JobDefinition<object>[];
  /** Of a queue, where a vendor's account allows no more; for all processes of the service together. */
  jobsPerMinute?: Readonly<Record<string, number>>;
}

export interface ServiceSurroundings {
  clock: Clock;
  logger?: Logger;
}

/** What `drain` and tests need to see of a service that runs. */
export interface StartedService extends RunningService {
  readonly application: INestMicroservice;
  readonly database: Database;
  /** For tests: one round of letting events and jobs go on; resolves when nothing is left to do here for now. */
  settle(timeoutMs?: number): Promise<void>;
}

/**
 * Puts a service together and starts it in the roles that its configuration names. Postgres has to answer; Redis may be
 * away, and calls answer `unavailable` until it comes.
 */
export async function startService(
  description: ServiceDescription,
  config: ServiceConfig,
  surroundings: ServiceSurroundings,
): Promise<StartedService> {
  const parts = await openParts(description, config, surroundings);
  const application = await NestFactory.createMicroservice(rootModule(description, parts), {
    strategy: parts.server,
    logger: new NestLogger(parts.logger),
    abortOnError: false,
  });
  await application.init();
  const roles = rolesOf(description, config, parts, application);

  await parts.rpc.connect();
  parts.events.start();
  parts.jobs.start();
  parts.sealer.start();
  parts.housekeeping.start();
  if (roles.api) await application.listen();
  roles.workers?.start();
  roles.followers?.start();
  parts.logger.info({ roles: config.roles }, `${description.name} has started.`);
  return startedService(description.name, parts, roles, application);
}

type Parts = Awaited<ReturnType<typeof openParts>>;
type Roles = ReturnType<typeof rolesOf>;

async function openParts(
  description: ServiceDescription,
  config: ServiceConfig,
  { clock, logger: given }: ServiceSurroundings,
) {
  const { name: service, schema } = description;
  const { databaseUrl: url, databasePoolSize: poolSize, redisUrl, auditHeadsDirectory } = config;
  const logger = given ?? createLogger({ service, level: config.logLevel });
  const metrics = createMetrics(service);
  const signer = new EnvelopeSigner(parseKeyRing(config.envelopeKeys), config.envelopeBodies);
  const database = await Database.open({ ...schema, url, poolSize, applicationName: `guildhall-${service}`, logger });
  const shared = { service, database, redisUrl, signer, logger, metrics };
  const heads = auditHeadsDirectory === undefined ? {} : { heads: new AuditHeads(auditHeadsDirectory) };
  return {
    ...{ database, logger, metrics, clock },
    events: new ServiceEvents(shared),
    jobs: new Jobs({ ...shared, definitions: description.jobs, clock }),
    rpc: new RpcClient(shared),
    server: new RedisStreamsServer({
      ...shared,
      definitions: [...description.rpc, ...platformDefinitions(service)],
      meaningOf: asUnavailable,
    }),
    audit: new AuditLog(),
    sealer: new AuditSealer({ service, database, logger, ...heads }),
    housekeeping: new Housekeeping({ database, clock, logger }),
    faultPoints: new FaultPoints(config.faultPointsDirectory),
  };
}

function rootModule({ name, module }: ServiceDescription, parts: Parts): DynamicModule {
  return {
    module: ServiceRoot,
    imports: [DiscoveryModule, platformModule(parts), module as DynamicModule],
    controllers: [platformController(name)],
  };
}

@Module({})
class ServiceRoot {}

/** What of the service runs in this process. */
function rolesOf(description: ServiceDescription, config: ServiceConfig, parts: Parts, application: INestMicroservice) {
  const { name: subscriber, jobs: definitions, jobsPerMinute } = description;
  const { database, rpc, events, jobs, logger, metrics } = parts;
  const has = (role: ServiceRole) => config.roles.includes(role);
  // Also where no job runs here: a service whose jobs nobody handles must not start anywhere.
  const handlers = jobHandlersIn(application, definitions);
  const concurrency = Object.fromEntries(jobs.queues.map((queue) => [queue, config.workerConcurrency]));
  const queues = config.workerQueues.filter((queue) => jobs.queues.includes(queue));
  const chosen = queues.length > 0 ? { queues } : {};
  const paced = jobsPerMinute ? { perMinute: jobsPerMinute } : {};
  const follows = { subscriber, database, rpc, wakeUps: events.wakeUps, logger, metrics };
  return {
    api: has('api'),
    workers: has('worker') ? new JobWorkers({ jobs, handlers, concurrency, ...paced, ...chosen }) : null,
    followers: has('follower') ? new EventFollowers({ ...follows, handlers: eventHandlersIn(application) }) : null,
  };
}

function startedService(name: string, parts: Parts, roles: Roles, application: INestMicroservice): StartedService {
  const { database, events, jobs, rpc, server, sealer, housekeeping, metrics, logger } = parts;
  let draining: Promise<unknown> | null = null;
  const drain = async () => {
    draining ??= Promise.all([server.drain(), roles.workers?.drain(), roles.followers?.close()]);
    await draining;
  };
  return {
    ...{ application, database, drain },
    metrics: [metrics],
    checks: { postgres: () => database.ping(), ...(roles.api ? { redis: () => server.ping() } : {}) },
    isDraining: () => draining !== null,
    async settle(timeoutMs = 30_000) {
      await events.relay.drain(timeoutMs);
      await roles.followers?.drain(timeoutMs);
      if (roles.workers) await jobs.drain({ timeoutMs });
    },
    async close() {
      await drain();
      await roles.workers?.close();
      await housekeeping.close();
      await application.close();
      await rpc.close();
      await jobs.close();
      await events.close();
      await sealer.close();
      await database.close();
      logger.info(`${name} has stopped.`);
    },
  };
}
