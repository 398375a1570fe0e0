import { CLOCK, type Clock, Recurring } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { InterviewState } from '@guildhall/messages/interviews';
import { LOGGER, type Logger, newCorrelationId } from '@guildhall/observability';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InterviewsConfig } from '../interviews.config.js';
import { DeletionRepository } from './deletion.repository.js';
import { DeletionService } from './deletion.service.js';

const everyMs = 6 * 3_600_000;
const againMs = 60_000;
const batch = 100;

/** In any other state something still happens to what was recorded; they come to one of these by themselves. */
const endedStates: readonly InterviewState[] = [
  ...(['scored', 'insufficient_data', 'needs_human', 'human_path', 'expired', 'withdrawn'] as const),
];

/**
 * Finds interviews whose content has been kept for as long as it may, and begins their deletion. Every worker may run it, also
 * several at once: there is one deletion of an interview.
 */
@Injectable()
export class FindDueRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Recurring;

  constructor(
    private readonly database: Database,
    private readonly deletions: DeletionRepository,
    private readonly service: DeletionService,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Recurring({
      // A full batch was not all of them.
      run: async () => ((await this.find()) === batch ? 0 : everyMs),
      onError: (error) => {
        logger.warn({ err: error }, 'Interviews that are over their time could not be looked for; it is tried again.');
        return againMs;
      },
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.roles.includes('worker')) this.rounds.wakeIn(0);
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.close();
  }

  /** @returns how many were found */
  async find(): Promise<number> {
    const due = await this.deletions.overTheirTime(endedStates, this.clock.now(), batch);
    for (const { id } of due) {
      await this.database.transaction((tx) => this.service.retire(tx, id, asOurselves()));
    }
    if (due.length > 0) this.logger.info({ count: due.length }, 'Interviews are over their time and are deleted.');
    return due.length;
  }
}

function asOurselves() {
  return { correlationId: newCorrelationId(), actor: { kind: 'service', id: 'interviews' } } as const;
}
