import { Database } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../search/sql-parameters.js';

export interface Weight {
  criterionId: string;
  weightBp: number;
}

/** Somebody of a ranking, by other weights. */
export interface Reweighed {
  applicationId: string;
  scorecardId: string;
  storedRank: number;
  totalBp: number;
  standardError: number;
}

@Injectable()
export class WhatIfRepository {
  constructor(private readonly database: Database) {}

  /**
   * The first `limit` of a ranking by the levels that are stored and these weights, highest total first, then by id. Who was not
   * judged in one of the criteria has no total, and is not among them.
   */
  async reweighed(rankingId: string, weights: readonly Weight[], limit: number): Promise<Reweighed[]> {
    const { sql, values } = reweighedStatement(rankingId, weights, limit);
    const rows: ReweighedRow[] = await this.database.read.query(sql, values);
    return rows.map((row) => ({
      applicationId: idFromUuid('app', row.application_id),
      scorecardId: idFromUuid('scr', row.scorecard_id),
      storedRank: row.rank,
      totalBp: row.total_bp,
      standardError: row.standard_error,
    }));
  }
}

/** By itself, so that what Postgres makes of it can be looked at. */
export function reweighedStatement(
  rankingId: string,
  weights: readonly Weight[],
  limit: number,
): { sql: string; values: unknown[] } {
  const parameters = new SqlParameters();
  const ranking = parameters.add(uuidOf(rankingId));
  const terms = weights.map(({ criterionId, weightBp }) => {
    const criterion = parameters.add(criterionId);
    return {
      total: `(summary.levels ->> ${criterion})::integer * ${parameters.add(weightBp)}::integer`,
      variance: `(summary.variances ->> ${criterion})::float8 * ${parameters.add((weightBp / 10_000) ** 2)}::float8`,
    };
  });
  const sql = `SELECT weighed.* FROM (
      SELECT entry.application_id, entry.scorecard_id, entry.rank,
        ${terms.map(({ total }) => total).join(' + ')} AS total_bp,
        sqrt(${terms.map(({ variance }) => variance).join(' + ')}) AS standard_error
      FROM ranking_entry AS entry
      JOIN interview ON interview.id = entry.interview_id AND interview.state = 'scored'
      JOIN scorecard_summary AS summary ON summary.scorecard_id = entry.scorecard_id
      WHERE entry.ranking_id = ${ranking}) AS weighed
    WHERE weighed.total_bp IS NOT NULL
    ORDER BY weighed.total_bp DESC, weighed.scorecard_id LIMIT ${parameters.add(limit)}`;
  return { sql, values: parameters.values };
}

interface ReweighedRow {
  application_id: string;
  scorecard_id: string;
  rank: number;
  total_bp: number;
  standard_error: number;
}
