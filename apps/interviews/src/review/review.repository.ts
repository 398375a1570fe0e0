import type { Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { ReviewProgress } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { RatedCriterion } from './agreement.js';
import { ReviewEntity, ReviewQuoteEntity, ReviewRatingEntity } from './review.entities.js';
import { type ReviewTransition, reviewedStates, reviewTransitions } from './review.states.js';

export type ReviewChanges = Partial<Pick<ReviewEntity, 'needsSecondReader' | 'ratedAt' | 'concludedAt'>>;

export interface WaitingResult {
  /** Of the scorecard, in order of time. */
  id: string;
  applicationId: string;
  createdAt: Date;
  isSecond: boolean;
  isBegun: boolean;
}

@Injectable()
export class ReviewRepository {
  /** Begins a reviewer's review of a result; where there is one it stays as it is. */
  async begin(tx: Tx, review: ReviewEntity): Promise<void> {
    const row = review as QueryDeepPartialEntity<ReviewEntity>;
    await tx.createQueryBuilder().insert().into(ReviewEntity).values(row).orIgnore().execute();
  }

  async ofReviewer(tx: Tx, scorecardId: string, reviewerId: string): Promise<ReviewEntity | null> {
    return await tx.findOneBy(ReviewEntity, { scorecardId, reviewerId });
  }

  /** @returns whether this call made the move; false where the review is in none of the states it may leave. */
  async move(tx: Tx, id: string, transition: ReviewTransition, changes: ReviewChanges): Promise<boolean> {
    const { from, to } = reviewTransitions[transition];
    const where = { id, state: In<ReviewProgress>([...from]) };
    const result = await tx.update(ReviewEntity, where, { ...changes, state: to });
    return result.affected === 1;
  }

  async addRatings(tx: Tx, ratings: ReviewRatingEntity[], quotes: ReviewQuoteEntity[] = []): Promise<void> {
    if (ratings.length > 0) await tx.insert(ReviewRatingEntity, ratings);
    if (quotes.length > 0) await tx.insert(ReviewQuoteEntity, quotes);
  }

  /** At most two for each criterion of a plan. */
  async ratingsOf(tx: Tx, reviewId: string): Promise<ReviewRatingEntity[]> {
    return await tx.find(ReviewRatingEntity, { where: { reviewId }, order: { criterion: 'ASC', phase: 'ASC' } });
  }

  async quotesOf(tx: Tx, reviewId: string): Promise<ReviewQuoteEntity[]> {
    return await tx.find(ReviewQuoteEntity, { where: { reviewId }, order: { criterion: 'ASC' } });
  }

  /**
   * Results that hold, ask for a person and are not decided on, which this reviewer has not rated: those that nobody has
   * rated, and those whose one reviewer is far from the engine. Oldest first; `afterId` is the last id of the page before.
   */
  async waiting(
    tx: Tx,
    openingId: string,
    reviewerId: string,
    page: { limit: number; afterId: string | null },
  ): Promise<WaitingResult[]> {
    const rows: { id: string; application_id: string; created_at: Date; is_second: boolean; is_begun: boolean }[] =
      await tx.query(
        `SELECT scorecard.id, scorecard.application_id, scorecard.created_at, rated.reviews > 0 AS is_second,
           own.id IS NOT NULL AS is_begun
         FROM scorecard
         JOIN interview ON interview.id = scorecard.interview_id
           AND interview.state = ANY($5) AND interview.retention_due_at IS NULL
         LEFT JOIN review AS own ON own.scorecard_id = scorecard.id AND own.reviewer_id = $2
         CROSS JOIN LATERAL (SELECT count(*) AS reviews, coalesce(bool_or(needs_second_reader), false) AS far_apart
           FROM review WHERE review.scorecard_id = scorecard.id AND review.state <> 'open') AS rated
         WHERE scorecard.opening_id = $1 AND (scorecard.review_required OR scorecard.outcome = 'held_out')
           AND ($3::uuid IS NULL OR scorecard.id > $3)
           AND (own.id IS NULL OR own.state = 'open')
           AND (rated.reviews = 0 OR rated.reviews = 1 AND rated.far_apart)
           AND NOT EXISTS (SELECT FROM scorecard AS newer WHERE newer.interview_id = scorecard.interview_id
             AND (newer.created_at, newer.id) > (scorecard.created_at, scorecard.id))
         ORDER BY scorecard.id LIMIT $4`,
        [uuidOf(openingId), uuidOf(reviewerId), page.afterId && uuidOf(page.afterId), page.limit, reviewedStates],
      );
    return rows.map((row) => ({
      id: idFromUuid('scr', row.id),
      applicationId: idFromUuid('app', row.application_id),
      createdAt: row.created_at,
      isSecond: row.is_second,
      isBegun: row.is_begun,
    }));
  }

  /** Levels that people gave blind beside the engine's, of results that are ranked: the newest `limit`, oldest first. */
  async ratedCriteria(tx: Tx, openingId: string, limit: number): Promise<RatedCriterion[]> {
    const rows: RatedRow[] = await tx.query(
      `SELECT * FROM (
         SELECT review.id, review.reviewer_id, review.scorecard_id, review.state, review.rated_at, blind.criterion,
           blind.level, changed.level AS changed_to, engine.level AS engine_level
         FROM review
         JOIN scorecard ON scorecard.id = review.scorecard_id AND scorecard.outcome = 'ranked'
         JOIN review_rating AS blind ON blind.review_id = review.id AND blind.phase = 'blind'
         LEFT JOIN review_rating AS changed
           ON changed.review_id = review.id AND changed.criterion = blind.criterion AND changed.phase = 'final'
         JOIN LATERAL (SELECT (judged.score ->> 'level')::integer AS level
           FROM jsonb_array_elements(scorecard.draft -> 'criteria') AS judged (score)
           WHERE judged.score ->> 'criterion' = blind.criterion) AS engine ON engine.level IS NOT NULL
         WHERE review.opening_id = $1 AND review.state <> 'open'
         ORDER BY review.rated_at DESC, review.id DESC, blind.criterion LIMIT $2) AS newest
       ORDER BY rated_at, id, criterion`,
      [uuidOf(openingId), limit],
    );
    return rows.map((row) => ({
      reviewId: idFromUuid('rvw', row.id),
      reviewerId: idFromUuid('per', row.reviewer_id),
      scorecardId: idFromUuid('scr', row.scorecard_id),
      criterion: row.criterion,
      blind: row.level,
      engine: row.engine_level,
      changedTo: row.changed_to,
      isConcluded: row.state === 'concluded',
    }));
  }
}

interface RatedRow {
  id: string;
  reviewer_id: string;
  scorecard_id: string;
  state: ReviewProgress;
  criterion: string;
  level: number;
  changed_to: number | null;
  engine_level: number;
}
