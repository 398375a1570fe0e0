import type { Clock } from '@guildhall/clock';
import type { Database, WarningLog } from './database.js';
import { forgetCommands } from './idempotency/forget-commands.js';
import { LimitCounters } from './limits/limit-counters.js';
import { Repeating } from './repeating.js';

export interface HousekeepingOptions {
  database: Database;
  clock: Clock;
  logger: WarningLog;
  everyMs?: number;
}

const defaultEveryMs = 10 * 60_000;
/** Longer than the longest window of a limit, a month. */
const limitWindowsKeptMs = 40 * 86_400_000;
const mostBatches = 20;

/** Forgets what this library kept long enough, in small batches; harmless where several replicas do it. */
export class Housekeeping {
  private readonly rounds: Repeating;

  constructor(private readonly options: HousekeepingOptions) {
    this.rounds = new Repeating({
      everyMs: options.everyMs ?? defaultEveryMs,
      run: () => this.tidy(),
      onError: (error) =>
        options.logger.warn({ err: error }, 'Old keys and limits were not cleared; the next round will.'),
    });
  }

  start(): void {
    this.rounds.start();
  }

  async close(): Promise<void> {
    await this.rounds.close();
  }

  async tidy(): Promise<void> {
    const { database, clock } = this.options;
    const before = new Date(clock.now().getTime() - limitWindowsKeptMs);
    await inBatches(() => forgetCommands(database));
    await inBatches(() => database.transaction((tx) => LimitCounters.forgetBefore(tx, before)));
  }
}

/** A backlog of more than that is left to the next round. */
async function inBatches(forget: () => Promise<number>): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch++) {
    if ((await forget()) === 0) return;
  }
}
