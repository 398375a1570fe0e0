import { AuditHeads, AuditLog, AuditSealer } from '@guildhall/audit';
import type { Clock } from '@guildhall/clock';
import { Database, forgetCommands, type ServiceSchema } from '@guildhall/database';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { EventFollowers, eventHandlersIn, platformController, ServiceEvents } from '@guildhall/event-log';
import { FaultPoints } from '@guildhall/fault-points';
import { Jobs, JobWorkers, jobHandlersIn } from '@guildhall/jobs';
import type { JobDefinition, ServiceName } from '@guildhall/messages/contract';
import { platformDefinitions } from '@guildhall/messages/platform';
import { createLogger, createMetrics, type Logger, NestLogger } from '@guildhall/observability';
import { type AnyRpcDefinition, RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import type { DynamicModule, INestMicroservice, Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { platformModule } from './platform.module.js';
import type { RunningService } from './running-service.js';
import type { ServiceConfig } from './service-config.js';
import { Upkeep } from './upkeep.js';

/** A service, as its `start…` function describes it. */
export interface ServiceDescription {
  name: ServiceName;
  module: DynamicModule | Type<unknown>;
  schema: ServiceSchema;
  /** Everything that it answers, apart from what every service answers. */
  rpc: readonly AnyRpcDefinition[];
  jobs: readonly JobDefinition<object>[];
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
  const { name, schema } = description;
  const logger = surroundings.logger ?? createLogger({ service: name, level: config.logLevel });
  const metrics = createMetrics(name);
  const signer = new EnvelopeSigner(parseKeyRing(config.envelopeKeys));
  const { redisUrl } = config;
  const database = await Database.open({
    ...schema,
    url: config.databaseUrl,
    poolSize: config.databasePoolSize,
    applicationName: `guildhall-${name}`,
    logger,
  });
  const shared = { service: name, database, redisUrl, signer, logger, metrics };
  const events = new ServiceEvents(shared);
  const jobs = new Jobs({ ...shared, definitions: description.jobs, clock: surroundings.clock });
  const rpc = new RpcClient({ redisUrl, service: name, signer, logger, metrics });
  const server = new RedisStreamsServer({
    ...{ redisUrl, service: name, signer, logger, metrics },
    definitions: [...description.rpc, ...platformDefinitions(name)],
  });
  const platform = platformModule({
    ...{ database, jobs, events, rpc, logger, metrics },
    audit: new AuditLog(),
    clock: surroundings.clock,
    faultPoints: new FaultPoints(config.faultPointsDirectory),
  });
  const root: DynamicModule = {
    module: class ServiceRoot {},
    imports: [DiscoveryModule, platform, description.module as DynamicModule],
    controllers: [platformController(name)],
  };
  const application = await NestFactory.createMicroservice(root, {
    strategy: server,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  await application.init();

  const has = (role: ServiceConfig['roles'][number]) => config.roles.includes(role);
  const handlers = jobHandlersIn(application, description.jobs);
  const concurrency = Object.fromEntries(jobs.queues.map((queue) => [queue, config.workerConcurrency]));
  const ownQueues = config.workerQueues.filter((queue) => jobs.queues.includes(queue));
  const workers = has('worker')
    ? new JobWorkers({ jobs, handlers, concurrency, ...(ownQueues.length > 0 ? { queues: ownQueues } : {}) })
    : null;
  const followers = new EventFollowers({
    ...{ subscriber: name, database, rpc, wakeUps: events.wakeUps, logger, metrics },
    handlers: eventHandlersIn(application),
  });
  const heads = config.auditHeadsDirectory === undefined ? {} : { heads: new AuditHeads(config.auditHeadsDirectory) };
  const sealer = new AuditSealer({ service: name, database, logger, ...heads });
  const upkeep = new Upkeep(() => forgetCommands(database), logger);

  await rpc.connect();
  events.start();
  jobs.start();
  sealer.start();
  upkeep.start();
  if (has('api')) await application.listen();
  workers?.start();
  if (has('follower')) followers.start();
  logger.info({ roles: config.roles }, `${name} has started.`);

  let draining: Promise<unknown> | null = null;
  const drain = async () => {
    draining ??= Promise.all([server.drain(), workers?.drain(), followers.close()]);
    await draining;
  };
  return {
    application,
    database,
    metrics: [metrics],
    checks: { postgres: () => database.ping(), ...(has('api') ? { redis: () => server.ping() } : {}) },
    isDraining: () => draining !== null,
    async settle(timeoutMs = 30_000) {
      await events.relay.drain(timeoutMs);
      if (has('follower')) await followers.drain(timeoutMs);
      if (workers) await jobs.drain({ timeoutMs });
    },
    drain,
    async close() {
      await drain();
      await workers?.close();
      upkeep.stop();
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
