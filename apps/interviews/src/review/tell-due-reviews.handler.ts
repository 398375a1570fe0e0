import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { getOpening } from '@guildhall/messages/applicants';
import { reviewReminderDue } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewsConfig } from '../interviews.config.js';
import { type DueReviewsPayload, tellDueReviews } from './review.jobs.js';
import { ReviewRepository } from './review.repository.js';

const dayMs = 86_400_000;
const mostStaffTold = 100;

/** Who is on an opening, and has something to do that is due, is told so; which applications it is about stands in their list of work. */
@Injectable()
export class TellDueReviewsHandler {
  constructor(
    private readonly database: Database,
    private readonly reviews: ReviewRepository,
    private readonly events: EventLog,
    private readonly rpc: RpcClient,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(tellDueReviews)
  async tell({ openingId }: DueReviewsPayload, run: JobRun): Promise<void> {
    const at = this.clock.now();
    const { staffIds } = await this.rpc.call(getOpening, { openingId }, { context: asOurselves(run) });
    const due = new Map<string, Date>();
    for (const staffId of staffIds.slice(0, mostStaffTold)) {
      const [first] = await this.reviews.waiting(this.database.read, staffId, {
        ...{ openingIds: [openingId], limit: 1, reviewDays: this.config.reviewDays },
        dueBefore: new Date(at.getTime() + dayMs),
      });
      if (first) due.set(staffId, first.dueAt);
    }
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      if (due.size === 0) return;
      const data = {
        ...{ openingId, staffIds: [...due.keys()] },
        isOverdue: [...due.values()].some((dueAt) => dueAt <= at),
      };
      await this.events.append(tx, reviewReminderDue, {
        ...{ subject: `opening/${openingId}`, data, at },
        context: run.context,
      });
    });
  }
}

function asOurselves({ context }: JobRun) {
  return { ...context, actor: { kind: 'service', id: 'interviews' } as const };
}
