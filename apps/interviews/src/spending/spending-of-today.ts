import { CLOCK, type Clock } from '@guildhall/clock';
import { Jobs, type PutOffJob } from '@guildhall/jobs';
import type { DaySpending } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewsConfig } from '../interviews.config.js';
import type { WaitReason } from '../model-client/model-failure.js';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { SpendingRepository } from './spending.repository.js';
import { spendingDay } from './spending-day.js';

const mostOpenings = 20;
const mostCountedJobs = 1_000;
const capReached: WaitReason = 'daily_cap_reached';

/** What the caps of today are used up by, and what waits for tomorrow because of them. */
@Injectable()
export class SpendingOfToday {
  constructor(
    private readonly jobs: Jobs,
    private readonly spending: SpendingRepository,
    private readonly openings: OpeningSettingsRepository,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async get(): Promise<DaySpending> {
    const { start, end } = spendingDay(this.clock.now());
    const { jobs, moreWait } = await this.waitingUntil(end);
    const waiting = await this.byOpening(jobs);
    const { used, counters } = await this.spending.ofDay(start, {
      first: [...waiting.keys()],
      limit: mostOpenings + 1,
    });
    const spent = new Map(counters.map(({ key, used: ofKey }) => [key, ofKey]));
    // One whose first call did not fit has spent nothing.
    const ids = inOrder([...new Set([...spent.keys(), ...waiting.keys()])], waiting, spent);
    const shown = ids.slice(0, mostOpenings);
    const caps = await this.openings.capsOf(shown);
    return {
      day: start.toISOString().slice(0, 10),
      resumesAt: end.toISOString(),
      spentMicros: used.toString(),
      defaultCapMicros: String(this.config.aiDailyCapMicros),
      waitingJobs: jobs.length,
      moreWait,
      openings: shown.map((openingId) => ({
        openingId,
        spentMicros: (spent.get(openingId) ?? 0n).toString(),
        capMicros: String(caps.get(openingId) ?? this.config.aiDailyCapMicros),
        waitingJobs: waiting.get(openingId) ?? 0,
      })),
      hasMore: ids.length > mostOpenings,
    };
  }

  private async waitingUntil(moment: Date): Promise<{ jobs: PutOffJob[]; moreWait: boolean }> {
    const putOff = await this.jobs.waiting.putOffTo(moment, mostCountedJobs + 1);
    const moreWait = putOff.length > mostCountedJobs;
    return { jobs: putOff.slice(0, mostCountedJobs).filter(({ reason }) => reason.startsWith(capReached)), moreWait };
  }

  /** How many jobs wait, by the opening of what they are about. */
  private async byOpening(jobs: PutOffJob[]): Promise<Map<string, number>> {
    const subjects = jobs.map(({ payload }) => payload as { interviewId?: string; takeId?: string });
    const openings = await this.spending.openingsOf(
      subjects.flatMap(({ interviewId }) => interviewId ?? []),
      subjects.flatMap(({ takeId }) => takeId ?? []),
    );
    const counts = new Map<string, number>();
    for (const { interviewId, takeId } of subjects) {
      const openingId = openings.get(interviewId ?? takeId ?? '');
      if (openingId !== undefined) counts.set(openingId, (counts.get(openingId) ?? 0) + 1);
    }
    return counts;
  }
}

/** Those with jobs that wait, then the costliest. */
function inOrder(ids: string[], waiting: Map<string, number>, spent: Map<string, bigint>): string[] {
  const before = (one: string, other: string) => {
    if (waiting.has(one) !== waiting.has(other)) return waiting.has(one) ? -1 : 1;
    const [ofOne = 0n, ofOther = 0n] = [spent.get(one), spent.get(other)];
    if (ofOne !== ofOther) return ofOne > ofOther ? -1 : 1;
    return one < other ? -1 : 1;
  };
  return ids.sort(before);
}
