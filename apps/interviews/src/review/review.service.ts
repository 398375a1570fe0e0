import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  type ConcludeReviewInput,
  type CriterionChange,
  type RateReviewInput,
  reviewConcluded,
  reviewRated,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { appealNeedsAnotherPerson, appealNotComparedYet } from '../appeal/appeal.errors.js';
import { AppealRepository } from '../appeal/appeal.repository.js';
import { isComparable } from '../appeal/is-comparable.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { interviewNotFound, interviewWrongState } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { areFarApart, faultsOfChanges, faultsOfRatings } from './rating-checks.js';
import type { ReviewEntity, ReviewRatingEntity } from './review.entities.js';
import { badRatings, noResultYet, reviewNotBegun, reviewWrongState } from './review.errors.js';
import { type ReviewChanges, ReviewRepository } from './review.repository.js';
import { type ReviewTransition, reviewedStates, reviewTransitions } from './review.states.js';
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
    private readonly interviews: InterviewRepository,
    private readonly reviews: ReviewRepository,
    private readonly scorecards: ScorecardRepository,
    private readonly answers: ReviewedAnswers,
    private readonly facts: InterviewFacts,
    private readonly appeals: AppealRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins the caller's review of the result that holds, or finds it.
   * @throws AppError `not_found` without a result, `appeal_needs_another_person` where it is an appeal's and the caller has decided or
   *   read, `appeal_wrong_state` where an appeal waits for its result: who saw the first one could not answer any more
   */
  async open(tx: Tx, interviewId: string, reviewerId: string, context: CallContext): Promise<ReviewAtWork> {
    const interview = await this.lockReviewed(tx, interviewId);
    const scorecard = await this.scorecards.currentOf(interview.applicationId, tx);
    if (!scorecard) throw noResultYet(interview.applicationId);
    const own = await this.reviews.ofReviewer(tx, scorecard.id, reviewerId);
    if (own === null) await this.requireUnseen(tx, scorecard, reviewerId);
    if (own === null || own.state === 'open') await this.requireLatest(tx, interview, scorecard);
    const at = this.clock.now();
    await this.reviews.begin(tx, {
      ...{ id: newId('rvw'), scorecardId: scorecard.id, interviewId, openingId: interview.openingId },
      ...{ reviewerId, state: 'open', needsSecondReader: false, openedAt: at, ratedAt: null, concludedAt: null },
    });
    const review = (await this.reviews.ofReviewer(tx, scorecard.id, reviewerId))!;
    await this.facts.note(tx, 'review.read', review.id, context, at);
    return { review, interview, scorecard };
  }

  /** @throws AppError `validation_failed` unless each criterion has one level, `review_wrong_state` where they are given already */
  async rate(tx: Tx, interviewId: string, input: RateReviewInput, context: CallContext): Promise<ReviewAtWork> {
    const { review, interview, scorecard } = await this.begun(tx, interviewId, context);
    if (review.state !== 'open') throw reviewWrongState(review);
    await this.requireLatest(tx, interview, scorecard);
    const criteria = scorecard.draft.criteria.map(({ criterion }) => criterion);
    const faults = faultsOfRatings(input.ratings, criteria, await this.answers.spokenIn(interview, tx));
    if (faults.length > 0) throw badRatings(faults);
    const at = this.clock.now();
    const needsSecondReader = areFarApart(input.ratings, levelsOf(scorecard));
    const rated = await this.move(tx, review, 'rate', { needsSecondReader, ratedAt: at });
    const quotes = input.ratings.flatMap(({ criterion, quote }) =>
      quote ? [{ ...keyOf(review, criterion), questionId: quote.questionId, quote: quote.text }] : [],
    );
    await this.reviews.addRatings(
      tx,
      input.ratings.map((rating) => ratingRow(review, 'blind', rating)),
      quotes,
    );
    // From now on they see the result in full, which is what a decision asks for.
    await this.scorecards.noteReading(tx, scorecard.id, review.reviewerId, at);
    await this.facts.publish(tx, reviewRated, interview, { ...idsOf(review), needsSecondReader }, context, at);
    return { review: rated, interview, scorecard };
  }

  /** @throws AppError `validation_failed` for a change of nothing, `review_wrong_state` before the ratings or after the end */
  async conclude(tx: Tx, interviewId: string, input: ConcludeReviewInput, context: CallContext): Promise<ReviewAtWork> {
    const { review, interview, scorecard } = await this.begun(tx, interviewId, context);
    if (review.state !== 'rated') throw reviewWrongState(review);
    const blind = await this.reviews.ratingsOf(tx, review.id);
    const faults = faultsOfChanges(input.changes, new Map(blind.map(({ criterion, level }) => [criterion, level])));
    if (faults.length > 0) throw badRatings(faults);
    const at = this.clock.now();
    const concluded = await this.move(tx, review, 'conclude', { concludedAt: at });
    await this.reviews.addRatings(
      tx,
      input.changes.map((change) => ratingRow(review, 'final', change)),
    );
    const changedLevels = input.changes.length;
    await this.facts.publish(tx, reviewConcluded, interview, { ...idsOf(review), changedLevels }, context, at);
    return { review: concluded, interview, scorecard };
  }

  private async begun(tx: Tx, interviewId: string, { actor }: CallContext): Promise<ReviewAtWork> {
    const interview = await this.lockReviewed(tx, interviewId);
    const scorecard = await this.scorecards.currentOf(interview.applicationId, tx);
    const reviewerId = actor.kind === 'staff' ? actor.id : null;
    const review = scorecard && reviewerId ? await this.reviews.ofReviewer(tx, scorecard.id, reviewerId) : null;
    if (!review) throw reviewNotBegun(interview.applicationId);
    return { review, interview, scorecard: scorecard! };
  }

  /** The result of an appeal is read by somebody to whom all of it is new, and the one before it by nobody who could answer. */
  private async requireUnseen(
    tx: Tx,
    { id, applicationId, purpose }: ScorecardEntity,
    reviewerId: string,
  ): Promise<void> {
    if (purpose !== 'appeal') return;
    const appeal = await this.appeals.ofApplication(applicationId, tx);
    const isNew = !appeal || (await this.appeals.mayAnswer(tx, appeal, reviewerId));
    if (!isNew || (await this.appeals.hasRead(tx, id, reviewerId))) throw appealNeedsAnotherPerson(applicationId);
  }

  /** Who sees the first result while the answers are compared anew could not answer the appeal afterwards. */
  private async requireLatest(tx: Tx, interview: InterviewEntity, { purpose }: ScorecardEntity): Promise<void> {
    if (purpose === 'appeal' || !isComparable(interview)) return;
    const appeal = await this.appeals.ofApplication(interview.applicationId, tx);
    if (appeal?.state === 'open' && appeal.isComparedAnew) throw appealNotComparedYet(interview.applicationId);
  }

  /** Under the lock that an erasure takes too: no word of a review is written behind it. */
  private async lockReviewed(tx: Tx, interviewId: string): Promise<InterviewEntity> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview) throw interviewNotFound();
    if (!reviewedStates.includes(interview.state))
      throw interviewWrongState(interview, 'there is no result to review.');
    return interview;
  }

  private async move(
    tx: Tx,
    review: ReviewEntity,
    transition: ReviewTransition,
    changes: ReviewChanges,
  ): Promise<ReviewEntity> {
    if (!(await this.reviews.move(tx, review.id, transition, changes))) throw reviewWrongState(review);
    return { ...review, ...changes, state: reviewTransitions[transition].to };
  }
}

const keyOf = (review: ReviewEntity, criterion: string) => ({
  ...{ reviewId: review.id, interviewId: review.interviewId, criterion },
});

const idsOf = ({ id, scorecardId, reviewerId }: ReviewEntity) => ({ reviewId: id, scorecardId, reviewerId });

/** Of a result that is ranked; the levels of one that is held out are nobody's to compare with. */
function levelsOf({ outcome, draft }: ScorecardEntity): Map<string, number> {
  if (outcome !== 'ranked') return new Map();
  return new Map(draft.criteria.flatMap(({ criterion, level }) => (level === null ? [] : [[criterion, level]])));
}

function ratingRow(
  review: ReviewEntity,
  phase: ReviewRatingEntity['phase'],
  { criterion, level, reason, note }: Pick<CriterionChange, 'criterion' | 'level' | 'note'> & Partial<CriterionChange>,
): ReviewRatingEntity {
  return { ...keyOf(review, criterion), phase, level, reason: reason ?? null, note: note?.trim() || null };
}
