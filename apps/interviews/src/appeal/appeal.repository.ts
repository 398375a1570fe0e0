import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ScorecardReadingEntity } from '../scoring/scorecard.entity.js';
import { AppealEntity } from './appeal.entity.js';
import { appealTransitions } from './appeal.states.js';

type Conclusion = Pick<AppealEntity, 'outcome' | 'reasonCode' | 'concludedBy' | 'concludedAt'>;

/** An appeal that waits for a member of staff. */
export interface WaitingAppeal {
  applicationId: string;
  openingId: string;
  dueAt: Date;
}

@Injectable()
export class AppealRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether it is the first; false where the application has its appeal already. */
  async insert(tx: Tx, appeal: AppealEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(AppealEntity)
      .values(appeal as QueryDeepPartialEntity<AppealEntity>)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  async ofApplication(
    applicationId: string,
    manager: EntityManager = this.database.read,
  ): Promise<AppealEntity | null> {
    return await manager.findOneBy(AppealEntity, { applicationId });
  }

  /** @returns whether this call made the move; false where it is concluded already. */
  async conclude(tx: Tx, id: string, conclusion: Conclusion): Promise<boolean> {
    const { from, to } = appealTransitions.conclude;
    const result = await tx.update(AppealEntity, { id, state: In([...from]) }, { ...conclusion, state: to });
    return result.affected === 1;
  }

  /** Whether somebody may read the appeal's result blind and answer: who has decided, or has seen an earlier result, may not. */
  async mayAnswer(tx: Tx, { deciderIds, interviewId }: AppealEntity, staffId: string): Promise<boolean> {
    return !deciderIds.includes(staffId) && !(await this.hasSeenEarlier(tx, interviewId, staffId));
  }

  /**
   * Whether the reason can no longer sway this person's levels: they have given them blind, or can never answer, because they have
   * decided or have read a result of the interview in full, be it the appeal's own.
   */
  async mayKnowReason(tx: Tx, { deciderIds, interviewId }: AppealEntity, staffId: string): Promise<boolean> {
    return deciderIds.includes(staffId) || (await this.hasSeen(tx, interviewId, staffId, ''));
  }

  /** Whether somebody has seen any result of the interview in full that was made before the appeal. */
  private async hasSeenEarlier(tx: EntityManager, interviewId: string, staffId: string): Promise<boolean> {
    return await this.hasSeen(tx, interviewId, staffId, `AND scorecard.purpose <> 'appeal'`);
  }

  private async hasSeen(tx: EntityManager, interviewId: string, staffId: string, which: string): Promise<boolean> {
    const [row]: { seen: boolean }[] = await tx.query(
      `SELECT EXISTS (SELECT FROM scorecard_reading AS reading
         JOIN scorecard ON scorecard.id = reading.scorecard_id ${which}
         WHERE scorecard.interview_id = $1 AND reading.staff_id = $2) AS seen`,
      [uuidOf(interviewId), uuidOf(staffId)],
    );
    return row!.seen;
  }

  async hasRead(tx: Tx, scorecardId: string, staffId: string): Promise<boolean> {
    return await tx.existsBy(ScorecardReadingEntity, { scorecardId, staffId });
  }

  /** Whether somebody has concluded a review of the appeal's result, rated before they had seen it. */
  async hasConcludedReview(tx: EntityManager, interviewId: string, staffId: string): Promise<boolean> {
    const [row]: { concluded: boolean }[] = await tx.query(
      `SELECT EXISTS (SELECT FROM review
         JOIN scorecard ON scorecard.id = review.scorecard_id AND scorecard.purpose = 'appeal'
         LEFT JOIN scorecard_reading AS reading
           ON reading.scorecard_id = scorecard.id AND reading.staff_id = review.reviewer_id
         WHERE review.interview_id = $1 AND review.reviewer_id = $2 AND review.state = 'concluded'
           AND reading.read_at >= review.rated_at) AS concluded`,
      [uuidOf(interviewId), uuidOf(staffId)],
    );
    return row!.concluded;
  }

  /** Open ones of some openings that this person may answer, due first first. */
  async waiting(openingIds: readonly string[], staffId: string, limit: number): Promise<WaitingAppeal[]> {
    if (openingIds.length === 0) return [];
    const rows: { application_id: string; opening_id: string; due_at: Date }[] = await this.database.read.query(
      `SELECT application_id, opening_id, due_at FROM appeal
       WHERE state = 'open' AND opening_id = ANY($1) AND NOT jsonb_exists(decider_ids, $3)
         AND NOT EXISTS (SELECT FROM scorecard_reading AS reading
           JOIN scorecard ON scorecard.id = reading.scorecard_id AND scorecard.purpose <> 'appeal'
           WHERE scorecard.interview_id = appeal.interview_id AND reading.staff_id = $2)
       ORDER BY due_at, id LIMIT $4`,
      [openingIds.map(uuidOf), uuidOf(staffId), staffId, limit],
    );
    return rows.map((row) => ({
      applicationId: idFromUuid('app', row.application_id),
      openingId: idFromUuid('opn', row.opening_id),
      dueAt: row.due_at,
    }));
  }
}
