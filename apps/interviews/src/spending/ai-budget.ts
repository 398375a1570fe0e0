import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, LimitCounters, type LimitWindow } from '@guildhall/database';
import { METRICS, type Metrics } from '@guildhall/observability';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewsConfig } from '../interviews.config.js';
import { ModelCallError, type ModelFailure } from '../model-client/model-failure.js';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { spendingDay, spendingWindow } from './spending-day.js';
import type { Bought, Purchase, SpendingLimit } from './spending-limit.js';

/** What was spent already is counted, whatever the cap says. */
const noLimit = 2n ** 62n;

/** What is taken from the cap for one call, until it is known what it cost. */
interface Reservation {
  window: LimitWindow;
  estimateMicroUsd: number;
}

/**
 * The cap on what models may cost for one opening in a day (UTC): the opening's own, or the installation's. Counted in
 * Postgres under the opening's id. A process that is killed between a call and its price leaves the estimate counted, so
 * the cap may be reached sooner than the bill says, and never later.
 */
@Injectable()
export class AiBudget implements SpendingLimit {
  private readonly spent;
  private readonly heldBack;

  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly openings: OpeningSettingsRepository,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(METRICS) metrics: Metrics,
  ) {
    const purposes = ['purpose'] as const;
    this.spent = metrics.counter('ai_spend_micro_usd_total', 'What models cost, or were estimated to.', purposes);
    this.heldBack = metrics.counter('ai_calls_held_back_total', 'Calls not made because of a daily cap.', purposes);
  }

  async spend<T>(purchase: Purchase, call: () => Promise<Bought<T>>): Promise<T> {
    const reservation = await this.reserve(purchase);
    const { value, costMicroUsd } = await call().catch(async (thrown: unknown) => {
      const isFree = thrown instanceof ModelCallError && wasNotServed(thrown.failure);
      await this.settle(reservation, purchase, isFree ? 0 : purchase.estimateMicroUsd);
      throw thrown;
    });
    await this.settle(reservation, purchase, costMicroUsd ?? purchase.estimateMicroUsd);
    return value;
  }

  private async reserve({ subject, purpose, estimateMicroUsd }: Purchase): Promise<Reservation> {
    const interview = await this.interviews.find(subject);
    if (!interview) throw new Error(`${subject} is no interview; nothing is bought for it.`);
    const { openingId } = interview;
    const { aiDailyCapMicros } = await this.openings.require(openingId);
    const limit = aiDailyCapMicros ?? this.config.aiDailyCapMicros;
    const { start, end } = spendingDay(this.clock.now());
    const window = spendingWindow(openingId, start);
    const fits = await this.database.transaction((tx) =>
      LimitCounters.take(tx, { ...window, by: estimateMicroUsd, limit }),
    );
    if (fits) return { window, estimateMicroUsd };
    this.heldBack.inc({ purpose });
    throw new ModelCallError({
      kind: 'wait',
      reason: 'daily_cap_reached',
      until: end,
      detail: `The daily cap of ${limit} micro-USD of ${openingId} leaves no room for ${purpose} at ${estimateMicroUsd}.`,
    });
  }

  private async settle({ window, estimateMicroUsd }: Reservation, { purpose }: Purchase, cost: number): Promise<void> {
    this.spent.inc({ purpose }, cost);
    if (cost === estimateMicroUsd) return;
    await this.database.transaction(async (tx) => {
      if (cost < estimateMicroUsd) await LimitCounters.giveBack(tx, window, estimateMicroUsd - cost);
      else await LimitCounters.take(tx, { ...window, by: cost - estimateMicroUsd, limit: noLimit });
    });
  }
}

/** Whether the server surely did no work for which it could send a bill. */
function wasNotServed(failure: ModelFailure): boolean {
  if (failure.kind === 'park') return failure.reason !== 'word_times_missing';
  return failure.kind === 'retry' && (failure.reason === 'rate_limited' || failure.reason === 'server_error');
}
