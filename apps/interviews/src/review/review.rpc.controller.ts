import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, type Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type ApplicationResultRef,
  type ConcludeReviewInput,
  concludeReview,
  openReview,
  type RateReviewInput,
  type Review,
  type ReviewAgreement,
  type ReviewAgreementQuery,
  rateReview,
  reviewAgreement,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewAccess, requireStaff } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { agreementOf } from './agreement.js';
import { ReviewRepository } from './review.repository.js';
import { type ReviewAtWork, ReviewService } from './review.service.js';
import { ReviewViews } from './review-view.js';

/** Some thousand results with a handful of criteria: enough for the figures, and little work for the service. */
const mostRatings = 5_000;

/** Reviews by the staff on an opening, each of their own. */
@Controller()
export class ReviewRpcController {
  constructor(
    private readonly database: Database,
    private readonly access: InterviewAccess,
    private readonly service: ReviewService,
    private readonly reviews: ReviewRepository,
    private readonly views: ReviewViews,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(openReview)
  async open(input: ApplicationResultRef, context: CallContext): Promise<Review> {
    return await this.run(input, context, (tx, interviewId) =>
      this.service.open(tx, interviewId, requireStaff(context), context),
    );
  }

  @HandleRpc(rateReview)
  async rate(input: RateReviewInput, context: CallContext): Promise<Review> {
    return await this.run(input, context, (tx, interviewId) => this.service.rate(tx, interviewId, input, context));
  }

  @HandleRpc(concludeReview)
  async conclude(input: ConcludeReviewInput, context: CallContext): Promise<Review> {
    return await this.run(input, context, (tx, interviewId) => this.service.conclude(tx, interviewId, input, context));
  }

  @HandleRpc(reviewAgreement)
  async agreement({ openingId }: ReviewAgreementQuery, context: CallContext): Promise<ReviewAgreement> {
    await this.access.requireOpening(openingId, context);
    const ratings = await this.database.transaction(async (tx) => {
      await this.facts.note(tx, 'reviews.agreement_read', openingId, context, this.clock.now());
      return await this.reviews.ratedCriteria(tx, openingId, mostRatings + 1);
    });
    // One more than is counted was asked for; it is the oldest.
    return agreementOf(ratings.slice(-mostRatings), ratings.length > mostRatings);
  }

  private async run(
    { applicationId }: ApplicationResultRef,
    context: CallContext,
    effect: (tx: Tx, interviewId: string) => Promise<ReviewAtWork>,
  ): Promise<Review> {
    const { id: interviewId } = await this.access.requireForStaff(applicationId, context);
    return await runOnce(this.database, context, async (tx) => {
      const { review, interview, scorecard } = await effect(tx, interviewId);
      return await this.views.of(tx, review, interview, scorecard);
    });
  }
}
