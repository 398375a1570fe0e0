import { object, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  concludeReview,
  listWaitingReviews,
  openReview,
  Review,
  ReviewAgreement,
  ReviewQueue,
  rateReview,
  reviewAgreement,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ConcludeReviewBody, RateReviewBody } from './reviews.dto.js';

const reviewers = ['recruiter', 'reviewer'] as const;
const forStaffOnIt = staff([...reviewers], { owned: object('applicationId', 'application') });

/** Blind-first reviews: one's own levels before the engine's are shown. */
@ApiTags('reviews')
@Controller('v1')
export class ReviewsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Results that wait for the caller's review, what is due first first, without names, levels or flags. */
  @Get('openings/:openingId/reviews')
  @Access(staff([...reviewers], { owned: object('openingId', 'opening') }))
  listWaiting(@IdParam('openingId') openingId: string, @Query() query: PageQuery): Promise<ReviewQueue> {
    return this.rpc.call(listWaitingReviews, { ...query, openingId });
  }

  /** How far people agree with the engine and with each other, with intervals; for recruiters, since it shows what reviewers gave. */
  @Get('openings/:openingId/review-agreement')
  @Access(staff(['recruiter'], { owned: object('openingId', 'opening') }))
  agreement(@IdParam('openingId') openingId: string): Promise<ReviewAgreement> {
    return this.rpc.call(reviewAgreement, { openingId });
  }

  /** Begins the caller's review of the result that holds, or shows how far it is. */
  @Post('applications/:applicationId/review')
  @HttpCode(200)
  @Access(forStaffOnIt)
  open(@IdParam('applicationId') applicationId: string): Promise<Review> {
    return this.rpc.call(openReview, { applicationId });
  }

  /** Saves one level for each criterion, for good, and then shows what the engine made of it. */
  @Post('applications/:applicationId/review/ratings')
  @HttpCode(200)
  @Access(forStaffOnIt)
  rate(@IdParam('applicationId') applicationId: string, @Body() body: RateReviewBody): Promise<Review> {
    return this.rpc.call(rateReview, { ...body, applicationId });
  }

  /** Keeps the levels, or changes some for a reason; both stay on record. */
  @Post('applications/:applicationId/review/conclusion')
  @HttpCode(200)
  @Access(forStaffOnIt)
  conclude(@IdParam('applicationId') applicationId: string, @Body() body: ConcludeReviewBody): Promise<Review> {
    return this.rpc.call(concludeReview, { ...body, applicationId });
  }
}
