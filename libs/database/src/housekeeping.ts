import { type Clock, Recurring } from '@guildhall/clock';
import type { Database, WarningLog } from './database.js';
import { forgetCommands } from './idempotency/forget-commands.js';
import { LimitCounters } from './limits/limit-counters.js';

export interface HousekeepingOptions {
  database: Database;
  clock: Clock;
  logger: WarningLog;
  everyMs?: number;
  /** For how long one round goes on with each kind of thing. */
  budgetMs?: number;
}

const defaultEveryMs = 10 * 60_000;
/** For each kind of thing in one round, so that a flood of one leaves time for the other. */
const defaultBudgetMs = 30_000;
/** Between two rounds where the first did not get to the end: nothing is kept longer because much of it comes in. */
const restMs = 1_000;
/** Longer than the longest window of a limit, a month. */
const limitWindowsKeptMs = 40 * 86_400_000;

/** Forgets what this library kept long enough, in small batches; harmless where several replicas do it. */
export class Housekeeping {
  private readonly rounds: Recurring;
  private readonly everyMs: number;
  private isClosing = false;

  constructor(private readonly options: HousekeepingOptions) {
    this.everyMs = options.everyMs ?? defaultEveryMs;
    this.rounds = new Recurring({
      run: async () => ((await this.tidy()) ? restMs : this.everyMs),
      onError: (error) => {
        options.logger.warn({ err: error }, 'Old keys and limits were not cleared; the next round will.');
        return this.everyMs;
      },
    });
  }

  start(): void {
    this.rounds.wakeIn(this.everyMs);
  }

  /** Lets a batch that runs come to its end; none begins afterwards. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.rounds.close();
  }

  /** @returns whether something may be left that is old enough. */
  async tidy(): Promise<boolean> {
    const { database, clock } = this.options;
    const before = new Date(clock.now().getTime() - limitWindowsKeptMs);
    const areKeysLeft = await this.inBatches(() => forgetCommands(database));
    const areWindowsLeft = await this.inBatches(() =>
      database.transaction((tx) => LimitCounters.forgetBefore(tx, before)),
    );
    return areKeysLeft || areWindowsLeft;
  }

  /** @returns false once a batch found nothing more; true where the time was over before. */
  private async inBatches(forget: () => Promise<number>): Promise<boolean> {
    const deadline = performance.now() + (this.options.budgetMs ?? defaultBudgetMs);
    while (!this.isClosing) {
      if ((await forget()) === 0) return false;
      if (performance.now() >= deadline) return true;
    }
    return true;
  }
}
