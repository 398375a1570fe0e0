import { ReadLog } from '@guildhall/audit';
import { Database } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, type Empty, idCursor, pageOf } from '@guildhall/messages/contract';
import {
  listReviewStates,
  listReviewWork,
  listWaitingReviews,
  type ReviewQueue,
  type ReviewQueueQuery,
  type ReviewStates,
  type ReviewStatesInput,
  type ReviewWork,
  type WaitingWork,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { AppealRepository } from '../appeal/appeal.repository.js';
import { InterviewAccess, requireStaff } from '../interview/interview-access.js';
import { InterviewsConfig } from '../interviews.config.js';
import { ReviewRepository } from './review.repository.js';
import { StaffOpenings } from './staff-openings.js';

const mostOfEach = 50;

/** What waits for a person, and what a decision waits for. */
@Controller()
export class ReviewWorkRpcController {
  constructor(
    private readonly database: Database,
    private readonly reviews: ReviewRepository,
    private readonly appeals: AppealRepository,
    private readonly openings: StaffOpenings,
    private readonly access: InterviewAccess,
    private readonly reads: ReadLog,
    private readonly config: InterviewsConfig,
  ) {}

  @HandleRpc(listWaitingReviews)
  async listWaiting(input: ReviewQueueQuery, context: CallContext): Promise<ReviewQueue> {
    await this.access.requireOpening(input.openingId, context);
    const reviewerId = requireStaff(context);
    const { limit, after } = idCursor('scr', input);
    const waiting = await this.reviews.waiting(this.database.read, reviewerId, {
      ...{ openingIds: [input.openingId], limit: limit + 1, afterId: after, reviewDays: this.config.reviewDays },
    });
    await this.reads.note('reviews.listed', input.openingId, context);
    const { data, ...rest } = pageOf(waiting, limit);
    return {
      data: data.map(({ applicationId, createdAt, dueAt, isSecond, isBegun }) => ({
        ...{ applicationId, waitingSince: createdAt.toISOString(), dueAt: dueAt.toISOString(), begun: isBegun },
        need: isSecond ? ('second_reader' as const) : ('first_reader' as const),
      })),
      ...rest,
    };
  }

  /** Not those of appeals: they stand among the appeals already. */
  @HandleRpc(listReviewWork)
  async listWork(_: Empty, context: CallContext): Promise<ReviewWork> {
    const staffId = requireStaff(context);
    const titles = await this.openings.of(context);
    const openingIds = [...titles.keys()];
    const { reviewDays } = this.config;
    const wanted = { openingIds, limit: mostOfEach, reviewDays, ofAppeals: false };
    const reviews = await this.reviews.waiting(this.database.read, staffId, wanted);
    const appeals = await this.appeals.waiting(openingIds, staffId, mostOfEach);
    await this.reads.note('reviews.work_read', staffId, context);
    const view = (waiting: Omit<WaitingWork, 'openingTitle' | 'dueAt'> & { dueAt: Date }): WaitingWork => ({
      ...{ applicationId: waiting.applicationId, openingId: waiting.openingId },
      openingTitle: titles.get(waiting.openingId)!,
      dueAt: waiting.dueAt.toISOString(),
    });
    return { reviews: reviews.map(view), appeals: appeals.map(view) };
  }

  @HandleRpc(listReviewStates)
  async states({ applicationIds, staffId }: ReviewStatesInput, { actor }: CallContext): Promise<ReviewStates> {
    if (actor.kind === 'applicant')
      throw new AppError('not_allowed', 'What a decision waits for is told to staff alone.');
    const found = new Map(
      (await this.reviews.statesOf(applicationIds, staffId)).map((state) => [state.applicationId, state]),
    );
    const none = { reviewRequired: false, lookedAt: false, reviewConcluded: false, appealed: false };
    return {
      states: applicationIds.map((applicationId) => found.get(applicationId) ?? { ...none, applicationId }),
    };
  }
}
