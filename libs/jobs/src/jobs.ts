import type { Clock } from '@guildhall/clock';
import { afterCommit, type Database, type Tx } from '@guildhall/database';
import type { EnvelopeSigner } from '@guildhall/envelope';
import {
  type CallContext,
  type JobDefinition,
  jsonPayload,
  newId,
  type ServiceName,
} from '@guildhall/messages/contract';
import { currentContext, type Logger, type Metrics } from '@guildhall/observability';
import { checkQueueName } from './bullmq-names.js';
import { JobDispatcher } from './job-dispatcher.js';
import type { JobOrigin } from './job-intent.entity.js';
import { JobIntentStore, type RunKey } from './job-intent.store.js';
import { type JobFigures, jobFigures, registerJobMetrics } from './job-metrics.js';
import { ParkedJobs } from './parked-jobs.js';
import { WaitingJobs } from './waiting-jobs.js';

export interface JobsOptions {
  service: ServiceName;
  /** Every job that the service knows. */
  definitions: readonly JobDefinition<object>[];
  database: Database;
  redisUrl: string;
  signer: EnvelopeSigner;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

export interface EnqueueOptions {
  /** Written once per job name and key, for as long as done jobs are kept (30 days). */
  key?: string;
  /** Business time before which it does not run. */
  runAfter?: Date;
  /** In the course of what it became necessary; the current context where absent. */
  context?: CallContext;
}

const longestKey = 200;
const drainTimeoutMs = 10_000;
const drainPollMs = 200;

/** The long work of one service: written down in the transaction that makes it necessary, run once it is committed. */
export class Jobs {
  readonly parked: ParkedJobs;
  readonly waiting: WaitingJobs;
  /** In the order in which they are declared. */
  readonly queues: readonly string[];
  private readonly store: JobIntentStore;
  private readonly dispatcher: JobDispatcher;
  private readonly definitions: ReadonlyMap<string, JobDefinition<object>>;
  private readonly waiters = new Set<() => void>();

  /** @throws Error where two jobs have one name or a queue's name cannot be used. */
  constructor(private readonly options: JobsOptions) {
    this.definitions = byName(options);
    this.queues = [...new Set(options.definitions.map(({ queue }) => checkQueueName(queue)))];
    this.store = new JobIntentStore(options.database);
    this.dispatcher = new JobDispatcher({ ...options, definitions: this.definitions, store: this.store });
    this.parked = new ParkedJobs(options.database, (tx) => afterCommit(tx, () => this.dispatcher.sweepIn(0)));
    this.waiting = new WaitingJobs(options.database, options.clock);
    registerJobMetrics(options);
  }

  /** Begins to hand waiting jobs to Redis; they run where `JobWorkers` run. */
  start(): void {
    this.dispatcher.start();
  }

  /**
   * Writes the intent into the caller's transaction; the job runs if and only if that commits, at least once.
   * @returns the job's id; the earlier one's where `key` was used before.
   * @throws TypeError where the payload is no plain JSON or its class refuses it.
   */
  async enqueue<P extends object>(
    tx: Tx,
    definition: JobDefinition<P>,
    payload: P,
    options: EnqueueOptions = {},
  ): Promise<string> {
    const { queue, name } = definition;
    if (!this.definitions.has(name))
      throw new Error(`The service does not declare the job "${name}"; add it to its jobs.`);
    if ((options.key?.length ?? 0) > longestKey)
      throw new RangeError(`A job's key has at most ${longestKey} characters.`);
    const now = this.options.clock.now();
    const runAfter = options.runAfter ?? now;
    const origin = originOf(options.context ?? currentContext());
    const { id, isNew } = await this.store.insert(tx, {
      id: newId('job'),
      queue,
      name,
      key: options.key ?? null,
      payload: jsonPayload(definition.payload, payload, `the job "${name}"`),
      origin,
      runAfter,
      runnable: runAfter <= now,
    });
    if (isNew) afterCommit(tx, () => this.dispatch(id, definition, origin, runAfter.getTime() - now.getTime()));
    return id;
  }

  /** By name, where there is open work. */
  async figures(): Promise<JobFigures[]> {
    return await jobFigures(this.options.database, this.options.clock.now());
  }

  /**
   * For tests: waits until nothing runs and nothing could run now. What waits for a later attempt does not count, unless
   * `retries` says so.
   * @throws Error at the deadline, with what is still open.
   */
  async drain(options: { timeoutMs?: number; retries?: boolean } = {}): Promise<void> {
    const timeoutMs = options.timeoutMs ?? drainTimeoutMs;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const change = this.nextChange(drainPollMs);
      await this.dispatcher.sweep();
      if (!(await this.store.hasWork(this.options.clock.now(), { retries: options.retries ?? false }))) return;
      if (performance.now() > deadline) {
        throw new Error(`Jobs are still open after ${timeoutMs} ms: ${JSON.stringify(await this.figures())}`);
      }
      await change;
    }
  }

  async close(): Promise<void> {
    await this.dispatcher.close();
  }

  /** For `JobWorkers`. */
  get internals() {
    const { service, redisUrl, signer, clock, logger } = this.options;
    return { service, redisUrl, signer, clock, logger, store: this.store };
  }

  /** An attempt has ended; with `retryInMs` another one follows. */
  settled(retryInMs?: number): void {
    if (retryInMs !== undefined) this.dispatcher.sweepIn(retryInMs);
    for (const wake of this.waiters) wake();
    this.waiters.clear();
  }

  /** Unfinished runs of a process that stops; another takes them up at once. */
  async giveBack(runs: RunKey[]): Promise<void> {
    await this.dispatcher.add(await this.store.release(runs));
    this.settled();
  }

  private async dispatch(id: string, job: JobDefinition<object>, origin: JobOrigin, inMs: number): Promise<void> {
    if (inMs > 0) return this.dispatcher.sweepIn(inMs);
    const { correlationId } = origin;
    await this.dispatcher.add([{ id, attempt: 1, queue: job.queue, name: job.name, correlationId }]);
  }

  private nextChange(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.waiters.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function originOf(context: CallContext): JobOrigin {
  const { correlationId, causationId, actor } = context;
  return { correlationId, actor, ...(causationId !== undefined && { causationId }) };
}

function byName(options: JobsOptions): ReadonlyMap<string, JobDefinition<object>> {
  const definitions = new Map<string, JobDefinition<object>>();
  for (const definition of options.definitions) {
    const { name, service } = definition;
    if (service !== options.service)
      throw new Error(`The job "${name}" belongs to ${service}, not to ${options.service}.`);
    if (definitions.has(name)) throw new Error(`Two jobs are called "${name}"; rename one of them.`);
    definitions.set(name, definition);
  }
  return definitions;
}
