import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { ApplicationReviewState, ReviewProgress } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { RatedCriterion } from './agreement.js';
import { ReviewEntity, ReviewQuoteEntity, ReviewRatingEntity } from './review.entities.js';
import { type ReviewTransition, reviewedStates, reviewTransitions } from './review.states.js';

export type ReviewChanges = Partial<Pick<ReviewEntity, 'needsSecondReader' | 'ratedAt' | 'concludedAt'>>;

export interface WaitingResult {
  /** Of the scorecard. */
  id: string;
  applicationId: string;
  openingId: string;
  createdAt: Date;
  /** By when somebody should have rated it. */
  dueAt: Date;
  isSecond: boolean;
  isBegun: boolean;
}

export interface WaitingQuery {
  openingIds: readonly string[];
  limit: number;
  afterId?: string | null;
  /** Only what is due sooner. */
  dueBefore?: Date | null;
  /** From a result to when somebody should have rated it. */
  reviewDays: number;
  /** False leaves out the results of appeals. */
  ofAppeals?: boolean;
}

/** An appeal has its own date, which was promised to the applicant. */
const dueAtOf = (scorecard: string, appeal: string, days = '$6') =>
  `coalesce(${appeal}.due_at, ${scorecard}.created_at + make_interval(hours => 24 * ${days}::int))`;

@Injectable()
export class ReviewRepository {
  constructor(private readonly database: Database) {}

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
   * rated, and those whose one reviewer is far from the engine. The result of an appeal is for those who have neither decided nor seen
   * an earlier one. What is due first comes first; `afterId` is the last id of the page before.
   */
  async waiting(manager: EntityManager, reviewerId: string, wanted: WaitingQuery): Promise<WaitingResult[]> {
    const { openingIds, limit, afterId = null, dueBefore = null, reviewDays, ofAppeals = true } = wanted;
    if (openingIds.length === 0) return [];
    const rows: WaitingRow[] = await manager.query(
      `SELECT * FROM (
         SELECT scorecard.id, scorecard.application_id, scorecard.opening_id, scorecard.created_at,
           ${dueAtOf('scorecard', 'appeal')} AS due_at, rated.reviews > 0 AS is_second, own.id IS NOT NULL AS is_begun
         FROM scorecard
         JOIN interview ON interview.id = scorecard.interview_id AND interview.state = ANY($5)
         LEFT JOIN appeal ON appeal.interview_id = scorecard.interview_id AND scorecard.purpose = 'appeal'
         LEFT JOIN review AS own ON own.scorecard_id = scorecard.id AND own.reviewer_id = $2
         CROSS JOIN LATERAL (SELECT count(*) AS reviews, coalesce(bool_or(needs_second_reader), false) AS far_apart
           FROM review WHERE review.scorecard_id = scorecard.id AND review.state <> 'open') AS rated
         WHERE scorecard.opening_id = ANY($1) AND (scorecard.review_required OR scorecard.outcome = 'held_out')
           AND (interview.retention_due_at IS NULL OR appeal.state = 'open')
           AND (own.id IS NULL OR own.state = 'open')
           AND (rated.reviews = 0 OR rated.reviews = 1 AND rated.far_apart)
           AND NOT EXISTS (SELECT FROM scorecard AS newer WHERE newer.interview_id = scorecard.interview_id
             AND (newer.created_at, newer.id) > (scorecard.created_at, scorecard.id))
           AND (appeal.id IS NULL OR $9 AND NOT jsonb_exists(appeal.decider_ids, $7)
             AND NOT EXISTS (SELECT FROM scorecard_reading AS reading
               JOIN scorecard AS earlier ON earlier.id = reading.scorecard_id AND earlier.purpose <> 'appeal'
               WHERE earlier.interview_id = scorecard.interview_id AND reading.staff_id = $2))) AS waiting
       WHERE ($8::timestamptz IS NULL OR due_at < $8)
         AND ($3::uuid IS NULL OR (due_at, id) > (SELECT ${dueAtOf('last', 'its')}, last.id FROM scorecard AS last
           LEFT JOIN appeal AS its ON its.interview_id = last.interview_id AND last.purpose = 'appeal' WHERE last.id = $3))
       ORDER BY due_at, id LIMIT $4`,
      [
        ...[openingIds.map(uuidOf), uuidOf(reviewerId), afterId && uuidOf(afterId), limit, reviewedStates],
        ...[reviewDays, reviewerId, dueBefore, ofAppeals],
      ],
    );
    return rows.map((row) => ({
      id: idFromUuid('scr', row.id),
      applicationId: idFromUuid('app', row.application_id),
      openingId: idFromUuid('opn', row.opening_id),
      createdAt: row.created_at,
      dueAt: row.due_at,
      isSecond: row.is_second,
      isBegun: row.is_begun,
    }));
  }

  /** Of each application's result that holds: what a decision about it has to wait for. Those without a result are left out. */
  async statesOf(applicationIds: readonly string[], staffId: string): Promise<ApplicationReviewState[]> {
    const rows: StateRow[] = await this.database.read.query(
      `SELECT scorecard.application_id, scorecard.purpose = 'appeal' AS appealed, interview.state = ANY($3) AS reviewable,
         scorecard.review_required OR scorecard.outcome = 'held_out' OR scorecard.purpose = 'appeal' AS review_required,
         EXISTS (SELECT FROM scorecard_reading AS own
           WHERE own.scorecard_id = scorecard.id AND own.staff_id = $2) AS looked_at,
         -- A level is blind where its giver had not read the result in full before.
         EXISTS (SELECT FROM review JOIN scorecard_reading AS reading
             ON reading.scorecard_id = review.scorecard_id AND reading.staff_id = review.reviewer_id
           WHERE review.scorecard_id = scorecard.id AND review.state = 'concluded'
             AND reading.read_at >= review.rated_at) AS review_concluded
       FROM unnest($1::uuid[]) AS asked (application_id)
       JOIN LATERAL (SELECT * FROM scorecard WHERE scorecard.application_id = asked.application_id
         ORDER BY created_at DESC, id DESC LIMIT 1) AS scorecard ON true
       JOIN interview ON interview.id = scorecard.interview_id`,
      [applicationIds.map(uuidOf), uuidOf(staffId), reviewedStates],
    );
    return rows.map((row) => ({
      applicationId: idFromUuid('app', row.application_id),
      reviewRequired: row.review_required,
      lookedAt: row.looked_at,
      reviewConcluded: row.review_concluded,
      appealed: row.appealed,
      reviewable: row.reviewable,
    }));
  }

  /** Openings with a result that asks for a person and that nobody, or one person too few, has rated until shortly before it is due. */
  async openingsWithDue(between: { after: Date; before: Date }, reviewDays: number, limit: number): Promise<string[]> {
    const rows: { opening_id: string }[] = await this.database.read.query(
      `SELECT DISTINCT scorecard.opening_id FROM scorecard
       JOIN interview ON interview.id = scorecard.interview_id AND interview.state = ANY($4)
       LEFT JOIN appeal ON appeal.interview_id = scorecard.interview_id AND scorecard.purpose = 'appeal'
       CROSS JOIN LATERAL (SELECT count(*) AS reviews, coalesce(bool_or(needs_second_reader), false) AS far_apart
         FROM review WHERE review.scorecard_id = scorecard.id AND review.state <> 'open') AS rated
       WHERE (scorecard.review_required OR scorecard.outcome = 'held_out')
         AND (interview.retention_due_at IS NULL OR appeal.state = 'open')
         AND (rated.reviews = 0 OR rated.reviews = 1 AND rated.far_apart)
         AND ${dueAtOf('scorecard', 'appeal', '$3')} BETWEEN $1 AND $2
       ORDER BY scorecard.opening_id LIMIT $5`,
      [between.after, between.before, reviewDays, reviewedStates, limit],
    );
    return rows.map((row) => idFromUuid('opn', row.opening_id));
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

interface WaitingRow {
  id: string;
  application_id: string;
  opening_id: string;
  created_at: Date;
  due_at: Date;
  is_second: boolean;
  is_begun: boolean;
}

interface StateRow {
  application_id: string;
  appealed: boolean;
  reviewable: boolean;
  review_required: boolean;
  looked_at: boolean;
  review_concluded: boolean;
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
