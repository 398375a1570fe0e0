import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewEntity as Interview } from '../interview/interview.entity.js';
import { RankingEntity, RankingEntryEntity } from './ranking.entities.js';

/** What a ranking is made from: the result that holds of each scored interview of the opening. */
export interface RankableResult {
  scorecardId: string;
  applicationId: string;
  interviewId: string;
  totalBp: number;
  standardError: number;
}

/** Rankings of an opening that are kept, so that somebody who pages slowly reaches the end. */
const keptRankings = 20;
const entriesPerInsert = 1_000;

@Injectable()
export class RankingRepository {
  constructor(private readonly database: Database) {}

  /** Rankings of one opening are made one after the other. */
  async lockOpening(tx: Tx, openingId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`rank-opening:${openingId}`]);
  }

  async rankable(tx: Tx, openingId: string): Promise<RankableResult[]> {
    const rows: {
      id: string;
      application_id: string;
      interview_id: string;
      total_bp: number;
      standard_error: number;
    }[] = await tx.query(
      `SELECT scorecard.id, scorecard.application_id, scorecard.interview_id, total_bp, standard_error
         FROM interview
         JOIN LATERAL (SELECT * FROM scorecard WHERE scorecard.interview_id = interview.id
                       ORDER BY created_at DESC, id DESC LIMIT 1) AS scorecard ON scorecard.outcome = 'ranked'
         WHERE interview.opening_id = $1 AND interview.state = 'scored'
         ORDER BY scorecard.id`,
      [uuidOf(openingId)],
    );
    return rows.map((row) => ({
      scorecardId: idFromUuid('scr', row.id),
      applicationId: idFromUuid('app', row.application_id),
      interviewId: idFromUuid('int', row.interview_id),
      totalBp: row.total_bp,
      standardError: row.standard_error,
    }));
  }

  async latest(openingId: string, manager: EntityManager = this.database.read): Promise<RankingEntity | null> {
    return await manager.findOne(RankingEntity, { where: { openingId }, order: { number: 'DESC' } });
  }

  async find(id: string, openingId: string): Promise<RankingEntity | null> {
    return await this.database.read.findOneBy(RankingEntity, { id, openingId });
  }

  async insert(tx: Tx, ranking: RankingEntity, entries: RankingEntryEntity[]): Promise<void> {
    await tx.insert(RankingEntity, ranking);
    for (let from = 0; from < entries.length; from += entriesPerInsert) {
      await tx.insert(RankingEntryEntity, entries.slice(from, from + entriesPerInsert));
    }
    await tx.query(
      `WITH old AS (DELETE FROM ranking WHERE opening_id = $1 AND number <= $2 RETURNING id)
       DELETE FROM ranking_entry WHERE ranking_id IN (SELECT id FROM old)`,
      [uuidOf(ranking.openingId), ranking.number - keptRankings],
    );
  }

  /** At most `limit` entries behind a place, best first. */
  async entriesAfter(rankingId: string, place: number, limit: number): Promise<RankingEntryEntity[]> {
    return await this.database.read.find(RankingEntryEntity, {
      where: { rankingId, place: MoreThan(place) },
      order: { place: 'ASC' },
      take: limit,
    });
  }

  /** Interviews that a person has to see to, oldest first; `afterId` is the last id of the page before. */
  async notRanked(openingId: string, limit: number, afterId: string | null): Promise<InterviewEntity[]> {
    const query = this.database.read
      .createQueryBuilder(Interview, 'interview')
      .where('interview.opening_id = :opening', { opening: uuidOf(openingId) })
      .andWhere(`interview.state IN ('insufficient_data', 'needs_human', 'human_path')`)
      .orderBy('interview.id', 'ASC')
      .limit(limit);
    if (afterId !== null) query.andWhere('interview.id > :after', { after: uuidOf(afterId) });
    return await query.getMany();
  }
}
