import type { Tx } from '@guildhall/database';
import type { OwnRating, RevealedResult, Review } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { levels } from '../plan/level-rule.js';
import { PlanRepository } from '../plan/plan.repository.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';
import { ScorecardViews } from '../scoring/scorecard-view.js';
import type { ReviewEntity, ReviewQuoteEntity, ReviewRatingEntity } from './review.entities.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewedAnswers } from './reviewed-answers.js';

/** A review as its reviewer may see it: what the engine made of the answers is read, and so sent, only once they have rated. */
@Injectable()
export class ReviewViews {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly plans: PlanRepository,
    private readonly answers: ReviewedAnswers,
    private readonly scorecards: ScorecardViews,
  ) {}

  async of(tx: Tx, review: ReviewEntity, interview: InterviewEntity, scorecard: ScorecardEntity): Promise<Review> {
    const { document } = await this.plans.requireVersion(interview.planVersionId, tx);
    const ratings = await this.reviews.ratingsOf(tx, review.id);
    const quotes = await this.reviews.quotesOf(tx, review.id);
    return {
      id: review.id,
      openingId: review.openingId,
      state: review.state,
      criteria: document.criteria.map(({ id, title, anchors }) => ({
        ...{ criterion: id, title },
        anchors: levels.map((level) => anchors[level]),
      })),
      answers: await this.answers.of(interview, document, tx),
      ratings: document.criteria.flatMap(({ id }) => {
        const blind = ratings.find(({ criterion, phase }) => criterion === id && phase === 'blind');
        return blind ? [ratingView(blind, ratings, quotes)] : [];
      }),
      revealed: review.state === 'open' ? null : await this.revealed(tx, scorecard),
      openedAt: review.openedAt.toISOString(),
      ratedAt: review.ratedAt?.toISOString() ?? null,
      concludedAt: review.concludedAt?.toISOString() ?? null,
    };
  }

  private async revealed(tx: Tx, scorecard: ScorecardEntity): Promise<RevealedResult> {
    const { engine, model, outcome, reviewReasons, holdReasons, criteria } = await this.scorecards.of(scorecard, tx);
    return { engine, model, outcome, reviewReasons, holdReasons, criteria };
  }
}

function ratingView(
  { criterion, level, note }: ReviewRatingEntity,
  ratings: readonly ReviewRatingEntity[],
  quotes: readonly ReviewQuoteEntity[],
): OwnRating {
  const changed = ratings.find((other) => other.criterion === criterion && other.phase === 'final');
  const quote = quotes.find((other) => other.criterion === criterion);
  return {
    ...{ criterion, level, note },
    quote: quote ? { questionId: quote.questionId, text: quote.quote } : null,
    finalLevel: changed?.level ?? null,
    changeReason: changed?.reason ?? null,
    changeNote: changed?.note ?? null,
  };
}
