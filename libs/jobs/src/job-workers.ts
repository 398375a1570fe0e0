import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis } from '@guildhall/redis';
import { type RateLimiterOptions, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { queuePrefix } from './bullmq-names.js';
import type { JobHandlers } from './job-handlers.js';
import { type JobMessage, openJob } from './job-message.js';
import { JobRunner } from './job-runner.js';
import { WorkerStopping } from './jobs.errors.js';
import type { Jobs } from './jobs.js';
import { RunningJobs } from './running-jobs.js';

export interface JobWorkersOptions {
  jobs: Jobs;
  handlers: JobHandlers;
  /** The queues that this process serves (`WORKER_QUEUES`); all of the service's where absent. */
  queues?: readonly string[];
  /** Jobs of one queue that this process runs at the same time; 4 where a queue is not named. */
  concurrency?: Readonly<Record<string, number>>;
  /** Jobs of a queue that all processes together begin in a minute, evenly spread; as many as they can where a queue is not named. */
  perMinute?: Readonly<Record<string, number>>;
}

const defaultConcurrency = 4;
/** BullMQ fails a healthy job whose worker was killed twice. Which attempt counts is for Postgres to say. */
const maxStalledCount = 1_000_000;
/** After a lost connection; BullMQ's own 15 s would eat up a quarter of the time in which work has to resume. */
const runRetryDelayMs = 1_000;
const stalledIntervalMs = 15_000;
/** How long running jobs may go on once the process was told to stop; then they are given back. */
const drainTimeoutMs = 12_000;
const closeTimeoutMs = 3_000;
const slicesPerMinute = 240;
/** More than any process begins. BullMQ holds only queues that have a limit. */
const unlimitedPerMinute = 60_000_000;
/** A vendor that names a longer pause is asked again after this one. */
const longestHoldMs = 60_000;

/** Runs the jobs of the queues that this process serves. */
export class JobWorkers {
  private readonly redis: Redis;
  private readonly running: RunningJobs;
  private readonly runner: JobRunner;
  private readonly workers = new Map<string, Worker<JobMessage>>();
  private readonly queues: readonly string[];
  private isStopping = false;
  private idle: Promise<unknown> | undefined;

  /** @throws Error where a queue is named that the service does not have. */
  constructor(private readonly options: JobWorkersOptions) {
    const { jobs, handlers } = options;
    this.queues = servedQueues(jobs.queues, options.queues);
    const { service, store, clock, logger, redisUrl } = jobs.internals;
    this.redis = connectRedis(redisUrl, 'blocking', { name: `jobs-${service}-worker`, log: logger });
    this.running = new RunningJobs(store, logger);
    const onSettled = (retryInMs?: number) => jobs.settled(retryInMs);
    const onHeld = (queue: string, forMs: number) => this.hold(queue, forMs);
    this.runner = new JobRunner({ service, store, handlers, running: this.running, clock, logger, onSettled, onHeld });
  }

  start(): void {
    this.running.start();
    for (const queue of this.queues) this.workers.set(queue, this.work(queue));
  }

  /** Takes up nothing more and waits for what runs, for at most 12 s; what still runs then is given back. */
  async drain(timeoutMs = drainTimeoutMs): Promise<void> {
    this.isStopping = true;
    this.idle ??= Promise.all(this.allWorkers().map((worker) => worker.pause()));
    await within(timeoutMs, this.idle);
    if (this.running.size === 0) return;
    const unfinished = this.running.keys();
    this.running.abortAll(new WorkerStopping());
    await this.options.jobs.giveBack(unfinished);
  }

  async close(): Promise<void> {
    await this.drain();
    this.running.stop();
    // A pause that ends after its worker was closed would connect it to Redis again.
    if (this.idle) await within(closeTimeoutMs, this.idle);
    await within(closeTimeoutMs, Promise.all(this.allWorkers().map((worker) => worker.close(true))));
    this.redis.disconnect();
  }

  private allWorkers(): Worker<JobMessage>[] {
    return [...this.workers.values()];
  }

  /** Nobody begins a job of the queue for so long. What is held too short is told so again by the vendor. */
  private hold(queue: string, forMs: number): void {
    const { logger } = this.options.jobs.internals;
    const pauseMs = Math.min(Math.max(Math.ceil(forMs), 1), longestHoldMs);
    this.workers
      .get(queue)
      ?.rateLimit(pauseMs)
      .catch((error: unknown) => logger.debug({ err: error, queue }, 'A queue could not be held.'));
  }

  private work(queue: string): Worker<JobMessage> {
    const { service, logger } = this.options.jobs.internals;
    const worker = new Worker<JobMessage>(queue, (job) => this.process(job.data), {
      connection: this.redis,
      prefix: queuePrefix(service, queue),
      concurrency: this.options.concurrency?.[queue] ?? defaultConcurrency,
      limiter: limiterOf(this.options.perMinute?.[queue] ?? unlimitedPerMinute),
      maxStalledCount,
      stalledInterval: stalledIntervalMs,
      runRetryDelay: runRetryDelayMs,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    // Redis losing a job under a worker's hands is no trouble: its row stays.
    worker.on('error', (error) => logger.debug({ err: error, queue }, 'A job worker had trouble with Redis.'));
    return worker;
  }

  private async process(message: JobMessage): Promise<void> {
    if (this.isStopping) return;
    const { service, signer, logger } = this.options.jobs.internals;
    try {
      await this.runner.run(openJob(signer, service, message));
    } catch (error) {
      logger.warn(
        { err: error },
        'A job could not be taken up or its end not be written down; the sweep will see to it.',
      );
    }
  }
}

/** In slices of a quarter of a second or of one job, whichever is longer: a vendor counts what comes at once. */
function limiterOf(perMinute: number): RateLimiterOptions {
  const max = Math.max(1, Math.floor(perMinute / slicesPerMinute));
  return { max, duration: Math.ceil((max * 60_000) / perMinute) };
}

export function servedQueues(all: readonly string[], chosen: readonly string[] | undefined): readonly string[] {
  if (!chosen) return all;
  const unknown = chosen.filter((queue) => !all.includes(queue));
  if (unknown.length > 0) {
    throw new Error(`There is no queue "${unknown.join('", "')}"; WORKER_QUEUES may name ${all.join(', ')}.`);
  }
  return chosen;
}

async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  const timeout = delay(timeoutMs, undefined, { signal: late.signal }).catch(() => undefined);
  try {
    await Promise.race([work, timeout]);
  } finally {
    late.abort();
  }
}
