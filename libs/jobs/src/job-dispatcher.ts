import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, Recurring } from '@guildhall/clock';
import type { EnvelopeSigner } from '@guildhall/envelope';
import type { JobDefinition, ServiceName } from '@guildhall/messages/contract';
import type { Logger } from '@guildhall/observability';
import { connectRedis } from '@guildhall/redis';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { bullJobId, queuePrefix } from './bullmq-names.js';
import type { DueJob, JobIntentStore } from './job-intent.store.js';
import { sealJob } from './job-message.js';
import { afterDeath } from './retry-policy.js';

export interface DispatcherOptions {
  service: ServiceName;
  definitions: ReadonlyMap<string, JobDefinition<object>>;
  store: JobIntentStore;
  redisUrl: string;
  signer: EnvelopeSigner;
  clock: Clock;
  logger: Logger;
}

/** A worker shows itself every 4 s; three times missed and a little more is dead. */
export const heartbeatMs = 4_000;
const deadAfterMs = 15_000;
const sweepMs = 15_000;
/** After a sweep that failed. */
const sweepAgainMs = 2_000;
/** What was handed to Redis this long ago and still waits is handed over again: Redis may have lost it. */
const handOutAgainAfterMs = 10_000;
/** Between two sweeps that nobody asked for. */
const shortestPauseMs = 25;
const pageSize = 500;
const maxPagesPerSweep = 20;
const addTimeoutMs = 5_000;
const keepDoneDays = 30;
/** For how long one sweep forgets done jobs; where more are left, the next one comes soon. */
const forgetBudgetMs = 500;
const forgetAgainMs = 1_000;
/** BullMQ's own events, which nobody reads. */
const maxQueueEvents = 100;

/**
 * Hands waiting jobs to Redis. Redis only tells a worker to look at a row, so handing one over twice is harmless and losing it
 * costs a sweep: at least every 15 s whatever waits and is not surely in Redis is handed over again, and runs without a
 * heartbeat are ended. Every process of the service may run one at the same time.
 */
export class JobDispatcher {
  private readonly redis: Redis;
  private readonly queues = new Map<string, Queue>();
  private readonly sweeps: Recurring;
  private isStarted = false;
  private isClosed = false;
  /** Redis may have come back empty, so nothing that was handed over before counts. */
  private trustNothing = true;
  /** A sweep right after Postgres was away would take every run for dead whose worker could not reach it either. */
  private sparesTheSilent = false;

  constructor(private readonly options: DispatcherOptions) {
    this.redis = connectRedis(options.redisUrl, 'normal', { name: `jobs-${options.service}`, log: options.logger });
    this.sweeps = new Recurring({
      run: () => this.sweepOnce(),
      onError: (error) => {
        options.logger.warn({ err: error }, 'A sweep over the waiting jobs failed; it is repeated.');
        this.sparesTheSilent = true;
        this.trustNothing = true;
        return sweepAgainMs;
      },
    });
    this.redis.on('ready', () => {
      this.trustNothing = true;
      if (this.isStarted) void this.sweep();
    });
  }

  start(): void {
    this.isStarted = true;
    void this.sweep();
  }

  /** Makes sure that a sweep begins within `ms`. */
  sweepIn(ms: number): void {
    this.sweeps.wakeIn(ms);
  }

  /** Sweeps now; resolves once a sweep that began after this call has ended. Never rejects. */
  async sweep(): Promise<void> {
    await this.sweeps.wake();
  }

  /** Hands jobs to Redis where it answers; otherwise the sweep does so later. Never rejects. */
  async add(jobs: DueJob[]): Promise<void> {
    if (jobs.length === 0 || this.redis.status !== 'ready' || this.isClosed) return;
    const late = new AbortController();
    const timeout = delay(addTimeoutMs, undefined, { signal: late.signal }).catch(() => undefined);
    try {
      await Promise.race([timeout, Promise.all([...byQueue(jobs)].map(([queue, group]) => this.addTo(queue, group)))]);
    } catch (error) {
      this.options.logger.warn({ err: error, jobs: jobs.length }, 'Jobs could not be handed to Redis; the sweep will.');
    } finally {
      late.abort();
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.sweeps.close();
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.redis.disconnect();
  }

  /** @returns milliseconds until the next one. */
  private async sweepOnce(): Promise<number> {
    const { store, clock, definitions } = this.options;
    if (!this.sparesTheSilent) await this.endDeadRuns();
    this.sparesTheSilent = false;
    const isMore = await this.handOutDue();
    const isMoreToForget = await this.forgetDone();
    if (isMore) return 0;
    const restMs = isMoreToForget ? forgetAgainMs : sweepMs;
    // What is due stays due until Redis is back, and that wakes the sweep.
    if (this.redis.status !== 'ready') return restMs;
    const names = [...definitions.keys()];
    const nextMs = await store.msUntilNext(clock.now(), { names, handOutAgainAfterMs, deadAfterMs });
    return Math.min(restMs, Math.max(nextMs ?? restMs, shortestPauseMs));
  }

  /** @returns whether more is waiting than one sweep takes. */
  private async handOutDue(): Promise<boolean> {
    if (this.redis.status !== 'ready') return false;
    const { store, clock } = this.options;
    const sweepStart = performance.now();
    const isDistrustful = this.trustNothing;
    this.trustNothing = false;
    for (let page = 0; page < maxPagesPerSweep; page++) {
      // With no trust, everything but what this very sweep has handed over.
      const againAfterMs = isDistrustful ? performance.now() - sweepStart + 1 : handOutAgainAfterMs;
      const due = await store.takeDue(clock.now(), { limit: pageSize, handOutAgainAfterMs: againAfterMs });
      await this.add(due);
      if (due.length < pageSize) return false;
    }
    this.trustNothing ||= isDistrustful;
    return true;
  }

  /** @returns whether more may be left than there was time for. */
  private async forgetDone(): Promise<boolean> {
    const deadline = performance.now() + forgetBudgetMs;
    while (!this.isClosed) {
      if ((await this.options.store.forgetDone(keepDoneDays, pageSize)) < pageSize) return false;
      if (performance.now() >= deadline) return true;
    }
    return true;
  }

  private async endDeadRuns(): Promise<void> {
    const { store, definitions, logger } = this.options;
    const dead = await store.deadRuns([...definitions.keys()], { deadAfterMs, limit: pageSize });
    for (const run of dead) {
      const verdict = afterDeath(definitions.get(run.name)!, run.failures);
      const state = verdict.kind === 'park' ? 'parked' : 'waiting';
      const delayMs = verdict.kind === 'park' ? 0 : verdict.delayMs;
      const { failures, problem } = verdict;
      if (await store.settleDead(run, { state, delayMs, failures, isOutage: false, problem }, deadAfterMs)) {
        logger.warn({ jobId: run.id, job: run.name, attempt: run.attempt, state }, 'A job lost its worker.');
      }
    }
  }

  private async addTo(queue: string, jobs: DueJob[]): Promise<void> {
    const { service, signer, definitions } = this.options;
    await this.queue(queue).addBulk(
      jobs.map((job) => ({
        name: job.name,
        data: sealJob(signer, service, job),
        opts: {
          jobId: bullJobId(job.id, job.attempt),
          priority: definitions.get(job.name)?.priority ?? 0,
          ...{ attempts: 1, removeOnComplete: true, removeOnFail: true },
        },
      })),
    );
  }

  private queue(name: string): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new Queue(name, {
        connection: this.redis,
        prefix: queuePrefix(this.options.service, name),
        streams: { events: { maxLen: maxQueueEvents } },
      });
      queue.on('error', (error) => this.options.logger.debug({ err: error }, 'Redis does not answer a job queue.'));
      this.queues.set(name, queue);
    }
    return queue;
  }
}

function byQueue(jobs: DueJob[]): Map<string, DueJob[]> {
  const groups = new Map<string, DueJob[]>();
  for (const job of jobs) groups.set(job.queue, [...(groups.get(job.queue) ?? []), job]);
  return groups;
}
