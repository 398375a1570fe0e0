import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@guildhall/clock';
import { afterCommit, asUnavailable, type Tx } from '@guildhall/database';
import type { CallContext, JobDefinition, ServiceName } from '@guildhall/messages/contract';
import { type Logger, runInContext } from '@guildhall/observability';
import type { JobHandlers } from './job-handlers.js';
import type { ClaimedJob, JobIntentStore, RunKey } from './job-intent.store.js';
import type { JobRun } from './job-run.js';
import { JobTimeout, RetryLater, StaleJobRun, WorkerStopping } from './jobs.errors.js';
import { afterFailure, type Verdict } from './retry-policy.js';
import type { RunningJobs } from './running-jobs.js';

export interface RunnerOptions {
  service: ServiceName;
  store: JobIntentStore;
  handlers: JobHandlers;
  running: RunningJobs;
  clock: Clock;
  logger: Logger;
  /** Told after each attempt; with the delay before the next one where there is one. */
  onSettled: (retryInMs?: number) => void;
  /** Told where a vendor asked for a pause that concerns all jobs of a queue. */
  onHeld: (queue: string, forMs: number) => void;
}

/** What a handler gets to react to its signal before the attempt is ended without it. */
const abortGraceMs = 5_000;
const outcomeWords: Record<Verdict['kind'], string> = {
  park: 'The job is parked and waits for a person.',
  put_off: 'The job is put off.',
  retry: 'The job failed and is retried.',
};
/** For how long a job at most waits that came before its time; clocks are rarely that far apart. */
const earlyWaitMs = 10_000;
const settleTries = 3;
const settleAgainMs = 500;

/** Takes up one attempt, runs its handler, and writes down how it ended. */
export class JobRunner {
  private readonly names: string[];

  constructor(private readonly options: RunnerOptions) {
    this.names = [...options.handlers.keys()];
  }

  /** Never rejects for what the handler throws; rejects where Postgres cannot be asked, and the sweep makes up for it. */
  async run(key: RunKey): Promise<void> {
    const { store, handlers, running, clock } = this.options;
    const now = clock.now();
    const job = await store.claim(key, this.names, now);
    if (!job) {
      const dueInMs = await store.putBackEarly(key, now, earlyWaitMs);
      if (dueInMs !== null) this.options.onSettled(dueInMs);
      return;
    }
    const { definition, handle } = handlers.get(job.name)!;
    const controller = running.add(key);
    const timer = setTimeout(
      () => controller.abort(new JobTimeout(key.id, definition.timeoutMs)),
      definition.timeoutMs,
    );
    const context = this.contextOf(job);
    const startedAt = performance.now();
    try {
      await runInContext(context, async () => {
        const logger = this.options.logger.child({ jobId: job.id, job: job.name, attempt: job.attempt });
        try {
          const run = this.runOf(job, controller.signal, context, logger);
          await endedOrAborted(handle(job.payload, run), controller.signal);
          if (!run.isFinished) await store.finishAlone(key);
          this.options.onSettled();
        } catch (error) {
          await this.fail(job, definition, controller.signal, error, performance.now() - startedAt, logger);
        }
      });
    } finally {
      clearTimeout(timer);
      running.remove(key);
    }
  }

  /** The service itself acts: whoever caused the job may be long gone. The correlation id leads back to them. */
  private contextOf(job: ClaimedJob): CallContext {
    const actor = { kind: 'service' as const, id: this.options.service };
    return { correlationId: job.origin.correlationId, causationId: job.id, actor };
  }

  private runOf(job: ClaimedJob, signal: AbortSignal, context: CallContext, logger: Logger) {
    const { store } = this.options;
    const run: JobRun & { isFinished: boolean } = {
      id: job.id,
      attempt: job.attempt,
      signal,
      logger,
      context,
      isFinished: false,
      finish: async (tx: Tx) => {
        if (!(await store.finish(tx, job))) throw new StaleJobRun(job.id, job.attempt);
        afterCommit(tx, () => {
          run.isFinished = true;
        });
      },
    };
    return run;
  }

  private async fail(
    job: ClaimedJob,
    definition: JobDefinition<object>,
    signal: AbortSignal,
    thrown: unknown,
    tookMs: number,
    logger: Logger,
  ): Promise<void> {
    const reason: unknown = signal.aborted ? signal.reason : undefined;
    // Whoever stops the process gives the job back; whoever took it away writes its state.
    if (reason instanceof WorkerStopping) return;
    if (reason instanceof StaleJobRun || thrown instanceof StaleJobRun) {
      logger.warn('The job was given to another worker meanwhile; this attempt took no effect.');
      return;
    }
    // Reading outside of a transaction fails as the driver does; a database that is away is no fault of the job.
    const error = reason instanceof JobTimeout ? reason : asUnavailable(thrown);
    const { failures, attempt } = job;
    const ageMs = job.ageMs + tookMs;
    const outageMs = job.outageMs > 0 ? job.outageMs + tookMs : 0;
    const verdict = afterFailure(definition, { failures, attempt, ageMs, outageMs, error }, Math.random());
    const retryInMs = verdict.kind === 'retry' ? verdict.delayMs : undefined;
    if (error instanceof RetryLater && error.holdsQueue && retryInMs !== undefined) {
      this.options.onHeld(definition.queue, error.retryAfterMs);
    }
    logger[verdict.kind === 'park' ? 'error' : 'warn'](
      { err: error, failures: verdict.failures, retryInMs },
      outcomeWords[verdict.kind],
    );
    await settled(() =>
      this.options.store.settle(job, {
        state: verdict.kind === 'park' ? 'parked' : 'waiting',
        delayMs: retryInMs ?? 0,
        ...(verdict.kind === 'put_off' && { runAfter: verdict.until }),
        failures: verdict.failures,
        isOutage: verdict.kind === 'retry' && verdict.isOutage,
        problem: verdict.problem,
      }),
    );
    this.options.onSettled(retryInMs);
  }
}

/** A handler that does not react to its signal is left to itself: it no longer owns the job, so it cannot take effect. */
async function endedOrAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () =>
      void delay(abortGraceMs, undefined, { signal: ended.signal }).then(
        () => reject(signal.reason),
        () => undefined,
      );
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true, signal: ended.signal });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    ended.abort();
  }
}

/** Postgres may be away for a moment; if it stays away, the missing heartbeat ends the attempt. */
async function settled(settle: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await settle();
      return;
    } catch (error) {
      if (attempt === settleTries) throw error;
      await delay(settleAgainMs * attempt);
    }
  }
}
