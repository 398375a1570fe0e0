import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  type ConcludeReviewInput,
  type RateReviewInput,
  reviewConcluded,
  reviewRated,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { areFarApart, faultsOfChanges, faultsOfRatings } from './rating-checks.js';
import type { ReviewEntity, ReviewRatingEntity } from './review.entities.js';
import { badRatings, noResultYet, reviewNotBegun, reviewWrongState } from './review.errors.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewedAnswers } from './reviewed-answers.js';

/** A review and what it is of, as a command leaves them. */
export interface ReviewAtWork {
  review: ReviewEntity;
  interview: InterviewEntity;
  scorecard: ScorecardEntity;
}

/** Blind first: a person gives their levels before they see the engine's, and may change them afterwards for a reason. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly scorecards: ScorecardRepository,
    private readonly answers: ReviewedAnswers,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins the caller's review of the result that holds, or finds it. @throws AppError `not_found` without a result */
  async open(tx: Tx, interview: InterviewEntity, reviewerId: string, context: CallContext): Promise<ReviewAtWork> {
    const scorecard = await this.scorecards.currentOf(interview.applicationId, tx);
    if (!scorecard) throw noResultYet(interview.applicationId);
    const at = this.clock.now();
    await this.reviews.begin(tx, {
      ...{ id: newId('rvw'), scorecardId: scorecard.id, interviewId: interview.id, openingId: interview.openingId },
      ...{ reviewerId, state: 'open', needsSecondReader: false, openedAt: at, ratedAt: null, concludedAt: null },
    });
    const review = (await this.reviews.ofReviewer(tx, scorecard.id, reviewerId))!;
    await this.facts.note(tx, 'review.read', review.id, context, at);
    return { review, interview, scorecard };
  }

  /** @throws AppError `validation_failed` unless each criterion has one level, `review_wrong_state` where they are given already */
  async rate(tx: Tx, interview: InterviewEntity, input: RateReviewInput, context: CallContext): Promise<ReviewAtWork> {
    const { review, scorecard } = await this.begun(tx, interview, context);
    if (review.state !== 'open') throw reviewWrongState(review);
    const criteria = scorecard.draft.criteria.map(({ criterion }) => criterion);
    const faults = faultsOfRatings(input.ratings, criteria, await this.answers.spokenIn(interview, tx));
    if (faults.length > 0) throw badRatings(faults);
    const at = this.clock.now();
    const needsSecondReader = areFarApart(input.ratings, levelsOf(scorecard));
    if (!(await this.reviews.move(tx, review.id, 'rate', { needsSecondReader, ratedAt: at }))) {
      throw reviewWrongState({ ...review, state: 'rated' });
    }
    const ratings = input.ratings.map(
      ({ criterion, level, note }): ReviewRatingEntity => ({
        ...{ reviewId: review.id, interviewId: interview.id, criterion, phase: 'blind', level },
        ...{ reason: null, note: note?.trim() || null },
      }),
    );
    const quotes = input.ratings.flatMap(({ criterion, quote }) =>
      quote
        ? [
            {
              reviewId: review.id,
              interviewId: interview.id,
              criterion,
              questionId: quote.questionId,
              quote: quote.text,
            },
          ]
        : [],
    );
    await this.reviews.addRatings(tx, ratings, quotes);
    // From now on they see the result in full, which is what a decision asks for.
    await this.scorecards.noteReading(tx, scorecard.id, review.reviewerId, at);
    await this.facts.publish(tx, reviewRated, interview, { ...idsOf(review), needsSecondReader }, context, at);
    return { review: { ...review, state: 'rated', needsSecondReader, ratedAt: at }, interview, scorecard };
  }

  /** @throws AppError `validation_failed` for a change of nothing, `review_wrong_state` before the ratings or after the end */
  async conclude(
    tx: Tx,
    interview: InterviewEntity,
    input: ConcludeReviewInput,
    context: CallContext,
  ): Promise<ReviewAtWork> {
    const { review, scorecard } = await this.begun(tx, interview, context);
    if (review.state !== 'rated') throw reviewWrongState(review);
    const blind = await this.reviews.ratingsOf(tx, review.id);
    const faults = faultsOfChanges(input.changes, new Map(blind.map(({ criterion, level }) => [criterion, level])));
    if (faults.length > 0) throw badRatings(faults);
    const at = this.clock.now();
    if (!(await this.reviews.move(tx, review.id, 'conclude', { concludedAt: at }))) {
      throw reviewWrongState({ ...review, state: 'concluded' });
    }
    const changed = input.changes.map(
      ({ criterion, level, reason, note }): ReviewRatingEntity => ({
        ...{ reviewId: review.id, interviewId: interview.id, criterion, phase: 'final', level },
        ...{ reason, note: note?.trim() || null },
      }),
    );
    await this.reviews.addRatings(tx, changed);
    const changedLevels = changed.length;
    await this.facts.publish(tx, reviewConcluded, interview, { ...idsOf(review), changedLevels }, context, at);
    return { review: { ...review, state: 'concluded', concludedAt: at }, interview, scorecard };
  }

  private async begun(tx: Tx, interview: InterviewEntity, { actor }: CallContext): Promise<ReviewAtWork> {
    const scorecard = await this.scorecards.currentOf(interview.applicationId, tx);
    const reviewerId = actor.kind === 'staff' ? actor.id : null;
    const review = scorecard && reviewerId ? await this.reviews.ofReviewer(tx, scorecard.id, reviewerId) : null;
    if (!review) throw reviewNotBegun(interview.applicationId);
    return { review, interview, scorecard: scorecard! };
  }
}

const idsOf = ({ id, scorecardId, reviewerId }: ReviewEntity) => ({ reviewId: id, scorecardId, reviewerId });

/** Of a result that is ranked; the levels of one that is held out are nobody's to compare with. */
function levelsOf({ outcome, draft }: ScorecardEntity): Map<string, number> {
  if (outcome !== 'ranked') return new Map();
  return new Map(draft.criteria.flatMap(({ criterion, level }) => (level === null ? [] : [[criterion, level]])));
}
