import type { Logger } from '@guildhall/observability';
import { heartbeatMs } from './job-dispatcher.js';
import type { JobIntentStore, RunKey } from './job-intent.store.js';
import { StaleJobRun } from './jobs.errors.js';

/** The runs of one process, and one heartbeat for all of them. */
export class RunningJobs {
  private readonly runs = new Map<string, { key: RunKey; controller: AbortController }>();
  private timer: NodeJS.Timeout | undefined;
  private isBeating = false;

  constructor(
    private readonly store: JobIntentStore,
    private readonly logger: Logger,
    private readonly everyMs = heartbeatMs,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.beat(), this.everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  add(key: RunKey): AbortController {
    const controller = new AbortController();
    this.runs.set(key.id, { key, controller });
    return controller;
  }

  remove(key: RunKey): void {
    if (this.runs.get(key.id)?.key === key) this.runs.delete(key.id);
  }

  get size(): number {
    return this.runs.size;
  }

  keys(): RunKey[] {
    return [...this.runs.values()].map((run) => run.key);
  }

  abortAll(reason: Error): void {
    for (const { controller } of this.runs.values()) controller.abort(reason);
  }

  /** A run that was given to another worker is told to stop; nothing that it still does can take effect. */
  private async beat(): Promise<void> {
    const asked = [...this.runs.values()];
    // One that takes long is not helped by others behind it, which would take the handlers' connections.
    if (asked.length === 0 || this.isBeating) return;
    this.isBeating = true;
    try {
      const owned = await this.store.heartbeat(asked.map((run) => run.key));
      for (const { key, controller } of asked) {
        // One that ended while Postgres was asked is no longer there.
        if (!owned.has(key.id) && this.runs.get(key.id)?.key === key) {
          controller.abort(new StaleJobRun(key.id, key.attempt));
        }
      }
    } catch (error) {
      this.logger.warn({ err: error, runs: asked.length }, 'Running jobs could not show themselves in Postgres.');
    } finally {
      this.isBeating = false;
    }
  }
}
