import { CLOCK, type Clock, Recurring } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import { LOGGER, type Logger, newCorrelationId } from '@guildhall/observability';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InterviewsConfig } from '../interviews.config.js';
import { tellDueReviews } from './review.jobs.js';
import { ReviewRepository } from './review.repository.js';

const everyMs = 3_600_000;
const againMs = 60_000;
const dayMs = 86_400_000;
/** Of one look; what is left waits for the next. */
const mostOpenings = 1_000;
/** Nobody is reminded for ever of what nobody does. */
const overdueForDays = 30;

/**
 * Finds openings with reviews that are due within a day, or were, and has their staff reminded, once a day. Every worker may run it,
 * also several at once: there is one job for an opening and a day.
 */
@Injectable()
export class RemindOfDueReviews implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Recurring;

  constructor(
    private readonly database: Database,
    private readonly reviews: ReviewRepository,
    private readonly jobs: Jobs,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Recurring({
      run: async () => {
        await this.find();
        return everyMs;
      },
      onError: (error) => {
        this.logger.warn({ err: error }, 'Reviews that are due could not be looked for; it is tried again.');
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

  /** @returns in how many openings something is due */
  async find(): Promise<number> {
    const now = this.clock.now();
    const between = {
      after: new Date(now.getTime() - overdueForDays * dayMs),
      before: new Date(now.getTime() + dayMs),
    };
    const openingIds = await this.reviews.openingsWithDue(between, this.config.reviewDays, mostOpenings);
    const day = now.toISOString().slice(0, 10);
    const context = { correlationId: newCorrelationId(), actor: { kind: 'service', id: 'interviews' } } as const;
    await this.database.transaction(async (tx) => {
      for (const openingId of openingIds) {
        await this.jobs.enqueue(tx, tellDueReviews, { openingId, day }, { key: `${openingId}:${day}`, context });
      }
    });
    return openingIds.length;
  }
}
