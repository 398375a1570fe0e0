import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { EnvelopeSigner, type KeyRing, parseKeyRing } from '@guildhall/envelope';
import { type JobDefinition, job } from '@guildhall/messages/contract';
import { createLogger, createMetrics } from '@guildhall/observability';
import { IsInt, IsOptional } from 'class-validator';
import { Jobs, JobWorkers, jobsSchema } from '../src/index.js';
import { checkedHandlers } from '../src/job-handlers.js';
import type { JobHandler } from '../src/job-run.js';

export class Work {
  @IsInt()
  number!: number;

  @IsOptional()
  @IsInt()
  more?: number;
}

export const quick = job({
  service: 'interviews',
  queue: 'quick',
  name: 'quick-work',
  payload: Work,
  attempts: 3,
  backoffMs: 20,
  timeoutMs: 5_000,
});

export const slow = job({ ...quick, queue: 'slow', name: 'slow-work', attempts: 5, timeoutMs: 60_000 });

/** Of one queue, by how soon they are begun. */
export const sooner = job({ ...quick, queue: 'ordered', name: 'sooner-work', priority: 1 });
export const later = job({ ...quick, queue: 'ordered', name: 'later-work', priority: 2 });

export const testKeys = `k:${randomBytes(32).toString('base64')}`;

/** What one process of a service has: its own connections, its part in dispatching, and workers where it has handlers. */
export interface JobProcess {
  database: Database;
  jobs: Jobs;
  workers: JobWorkers;
  close(): Promise<void>;
}

export async function jobProcess(options: {
  db: { url: string };
  redisUrl: string;
  /** By the job's name; a job without one here does nothing. */
  handlers?: Record<string, JobHandler>;
  definitions?: JobDefinition<object>[];
  clock?: Clock;
  queues?: string[];
  concurrency?: Record<string, number>;
  perMinute?: Record<string, number>;
  works?: boolean;
  keys?: KeyRing;
}): Promise<JobProcess> {
  const { db, redisUrl } = options;
  const definitions = options.definitions ?? [quick, slow];
  const database = await Database.open({ ...jobsSchema, url: db.url, applicationName: 'jobs-test' });
  const jobs = new Jobs({
    service: 'interviews',
    definitions,
    database,
    redisUrl,
    signer: new EnvelopeSigner(options.keys ?? parseKeyRing(testKeys)),
    clock: options.clock ?? systemClock,
    logger: createLogger({ service: 'interviews', level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    metrics: createMetrics('interviews'),
  });
  const found = definitions.map((definition) => ({
    definition,
    where: 'the test',
    handle: options.handlers?.[definition.name] ?? (async () => undefined),
  }));
  const workers = new JobWorkers({
    jobs,
    handlers: checkedHandlers(definitions, found),
    ...(options.queues && { queues: options.queues }),
    ...(options.concurrency && { concurrency: options.concurrency }),
    ...(options.perMinute && { perMinute: options.perMinute }),
  });
  jobs.start();
  if (options.works !== false) workers.start();
  return {
    database,
    jobs,
    workers,
    close: async () => {
      await workers.close();
      await jobs.close();
      await database.close();
    },
  };
}
