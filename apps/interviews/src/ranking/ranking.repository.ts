import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
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
const entriesPerInsert = 5_000;

@Injectable()
export class RankingRepository {
  constructor(private readonly database: Database) {}

  /** Rankings of one opening are made one after the other. */
  async lockOpening(tx: Tx, openingId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`rank-opening:${openingId}`]);
  }

  /** Highest total first, then by id. Who was erased has no place. */
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
           AND NOT EXISTS (SELECT FROM deletion WHERE deletion.interview_id = interview.id
             AND deletion.state IN ('erasing', 'awaiting_others', 'completed'))
         ORDER BY total_bp DESC, scorecard.id`,
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

  /** The newest one, unless it was dropped. */
  async latest(openingId: string, manager: EntityManager = this.database.read): Promise<RankingEntity | null> {
    const newest = await this.newest(openingId, manager);
    return newest?.droppedAt === null ? newest : null;
  }

  /** For the number of the next one, dropped or not. */
  async newest(openingId: string, manager: EntityManager): Promise<RankingEntity | null> {
    return await manager.findOne(RankingEntity, { where: { openingId }, order: { number: 'DESC' } });
  }

  async find(id: string, openingId: string): Promise<RankingEntity | null> {
    return await this.database.read.findOneBy(RankingEntity, { id, openingId, droppedAt: IsNull() });
  }

  async insert(tx: Tx, ranking: RankingEntity, entries: RankingEntryEntity[]): Promise<void> {
    await tx.insert(RankingEntity, ranking);
    for (let from = 0; from < entries.length; from += entriesPerInsert) {
      await this.insertEntries(tx, ranking.id, entries.slice(from, from + entriesPerInsert));
    }
    await this.removeOld(tx, ranking.openingId, ranking.number - keptRankings);
  }

  /** Takes every ranking of the opening away from its readers, also one that is just being made. */
  async dropAll(tx: Tx, openingId: string, at: Date): Promise<void> {
    await this.lockOpening(tx, openingId);
    await tx.update(RankingEntity, { openingId, droppedAt: IsNull() }, { droppedAt: at });
  }

  /** What nobody is shown any more: the oldest, and what was dropped. */
  async removeOld(tx: Tx, openingId: string, upToNumber: number): Promise<void> {
    await tx.query(
      `WITH old AS (DELETE FROM ranking WHERE opening_id = $1 AND (number <= $2 OR dropped_at IS NOT NULL) RETURNING id)
       DELETE FROM ranking_entry WHERE ranking_id IN (SELECT id FROM old)`,
      [uuidOf(openingId), upToNumber],
    );
  }

  private async insertEntries(tx: Tx, rankingId: string, entries: RankingEntryEntity[]): Promise<void> {
    await tx.query(
      `INSERT INTO ranking_entry
         (ranking_id, place, application_id, interview_id, scorecard_id, rank, band, also_ties_with_previous_band, band_size)
       SELECT $1::uuid, * FROM unnest($2::integer[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[], $7::integer[], $8::boolean[],
         $9::integer[])`,
      [
        uuidOf(rankingId),
        entries.map(({ place }) => place),
        entries.map(({ applicationId }) => uuidOf(applicationId)),
        entries.map(({ interviewId }) => uuidOf(interviewId)),
        entries.map(({ scorecardId }) => uuidOf(scorecardId)),
        entries.map(({ rank }) => rank),
        entries.map(({ band }) => band),
        entries.map(({ alsoTiesWithPreviousBand }) => alsoTiesWithPreviousBand),
        entries.map(({ bandSize }) => bandSize),
      ],
    );
  }

  /**
   * Interviews that a person has to see to, oldest first; `afterId` is the last id of the page before. Among them those whose result is
   * held out since an appeal: their interview stays in the state that its first result brought it to.
   */
  async notRanked(openingId: string, limit: number, afterId: string | null): Promise<InterviewEntity[]> {
    const query = this.database.read
      .createQueryBuilder(Interview, 'interview')
      .where('interview.opening_id = :opening', { opening: uuidOf(openingId) })
      .andWhere(
        `(interview.state IN ('insufficient_data', 'needs_human', 'human_path')
          OR interview.state = 'scored' AND interview.id IN (SELECT appeal.interview_id FROM appeal
            WHERE appeal.opening_id = :opening AND (SELECT outcome FROM scorecard
              WHERE scorecard.interview_id = appeal.interview_id ORDER BY created_at DESC, id DESC LIMIT 1) = 'held_out'))`,
      )
      .orderBy('interview.id', 'ASC')
      .limit(limit);
    if (afterId !== null) query.andWhere('interview.id > :after', { after: uuidOf(afterId) });
    return await query.getMany();
  }
}
