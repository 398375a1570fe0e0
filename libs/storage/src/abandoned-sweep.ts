import { Recurring } from '@guildhall/clock';
import type { Logger } from '@guildhall/observability';
import type { EncryptedStore } from './encrypted-store.js';

const everyMs = 3_600_000;
const sweepAgainMs = 600_000;
const sweepDeadlineMs = 300_000;
const mostInOneSweep = 500;

export interface AbandonedSweepOptions {
  media: Pick<EncryptedStore, 'removeAbandoned'>;
  /** Of the keys that the service writes: it removes nobody else's. */
  prefix: string;
  logger: Logger;
}

/**
 * Removes every hour what killed processes left half written in the object store. Every worker may run it, also several at
 * once. Its two hooks are those that Nest calls.
 */
export class AbandonedSweep {
  private readonly rounds: Recurring;

  /** @param isWanted whether this process does the work of its service, and not only answers */
  constructor(
    private readonly options: AbandonedSweepOptions,
    private readonly isWanted: boolean,
  ) {
    this.rounds = new Recurring({
      run: async () => {
        await this.sweep();
        return everyMs;
      },
      onError: (error) => {
        options.logger.warn({ err: error }, 'Abandoned writes could not be removed from storage; it is tried again.');
        return sweepAgainMs;
      },
    });
  }

  onApplicationBootstrap(): void {
    if (this.isWanted) this.rounds.wakeIn(0);
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.close();
  }

  /** @returns how many writes were removed, at most 500 */
  async sweep(): Promise<number> {
    const { media, prefix, logger } = this.options;
    const signal = AbortSignal.timeout(sweepDeadlineMs);
    const removed = await media.removeAbandoned({ prefix, most: mostInOneSweep }, { signal });
    if (removed > 0) logger.info({ prefix, removed }, 'Removed abandoned writes from storage.');
    return removed;
  }
}
