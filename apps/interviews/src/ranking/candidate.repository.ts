import { Database } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { CandidateFilters } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { filterConditions, joinsFor } from '../search/filter-conditions.js';
import { SqlParameters } from '../search/sql-parameters.js';
import { joinCountingAnswer, textCondition } from '../search/text-condition.js';
import type { StoredOutline } from './scorecard-outline.js';

/** A place in a ranking, with what is so of the person at the moment. */
export interface CandidatePlace {
  place: number;
  rank: number;
  band: number;
  alsoTiesWithPreviousBand: boolean;
  applicationId: string;
  interviewId: string;
  scorecardId: string;
  personId: string;
  language: string;
  country: string | null;
  bandSize: number;
  reviewRequired: boolean;
  scoredAt: Date;
  /** Null for a short while after an update, until the opening's ranking has been looked at. */
  outline: StoredOutline | null;
}

export interface PlacesQuery {
  rankingId: string;
  /** Places behind this one … */
  after: number;
  /** … up to this one are looked at. */
  upTo: number;
  filters: CandidateFilters;
  limit: number;
}

/** Reads the places of a ranking beside the present state of those in them: who withdrew since is not there. */
@Injectable()
export class CandidateRepository {
  constructor(private readonly database: Database) {}

  /** At most `limit`, best first. */
  async places(query: PlacesQuery): Promise<CandidatePlace[]> {
    const { sql, values } = placesStatement(query);
    return candidatePlaces(await this.database.read.query(sql, values));
  }

  /** Of these applications; reads the whole ranking, so it is for a few at a time. */
  async placesOf(rankingId: string, applicationIds: string[]): Promise<CandidatePlace[]> {
    const rows: PlaceRow[] = await this.database.read.query(
      `SELECT ${columns} FROM ranking_entry AS entry ${joins}
       WHERE entry.ranking_id = $1 AND entry.application_id = ANY($2)`,
      [uuidOf(rankingId), applicationIds.map(uuidOf)],
    );
    return candidatePlaces(rows);
  }

  /** Whether the ranking goes on behind a place. */
  async hasPlaceAfter(rankingId: string, place: number): Promise<boolean> {
    const [{ more }] = (await this.database.read.query(
      'SELECT EXISTS (SELECT FROM ranking_entry WHERE ranking_id = $1 AND place > $2) AS more',
      [uuidOf(rankingId), place],
    )) as [{ more: boolean }];
    return more;
  }
}

const columns = `entry.place, entry.rank, entry.band, entry.also_ties_with_previous_band, entry.application_id,
  entry.interview_id, entry.scorecard_id, entry.band_size, interview.person_id, interview.language, interview.country,
  scorecard.review_required, scorecard.created_at, kept.outline`;
const joins = `JOIN interview ON interview.id = entry.interview_id AND interview.state = 'scored'
  JOIN scorecard ON scorecard.id = entry.scorecard_id
  LEFT JOIN scorecard_outline AS kept ON kept.scorecard_id = entry.scorecard_id`;

/** By itself, so that what Postgres makes of it can be looked at. */
export function placesStatement(query: PlacesQuery): { sql: string; values: unknown[] } {
  const { rankingId, after, upTo, filters, limit } = query;
  const parameters = new SqlParameters();
  const conditions = [
    `entry.ranking_id = ${parameters.add(uuidOf(rankingId))}`,
    `entry.place > ${parameters.add(after)} AND entry.place <= ${parameters.add(upTo)}`,
    ...filterConditions(filters, parameters),
  ];
  if (filters.q !== undefined) {
    conditions.push(`EXISTS (SELECT FROM transcript_sentence AS said ${joinCountingAnswer}
      WHERE said.interview_id = interview.id AND ${textCondition(filters.q, parameters)})`);
  }
  const sql = `SELECT ${columns} FROM ranking_entry AS entry ${joins}
    ${joinsFor(filters).summary ? 'JOIN scorecard_summary AS summary ON summary.scorecard_id = entry.scorecard_id' : ''}
    WHERE ${conditions.join(' AND ')}
    ORDER BY entry.place LIMIT ${parameters.add(limit)}`;
  return { sql, values: parameters.values };
}

interface PlaceRow {
  place: number;
  rank: number;
  band: number;
  also_ties_with_previous_band: boolean;
  application_id: string;
  interview_id: string;
  scorecard_id: string;
  band_size: number;
  person_id: string;
  language: string;
  country: string | null;
  review_required: boolean;
  created_at: Date;
  outline: StoredOutline | null;
}

function candidatePlaces(rows: PlaceRow[]): CandidatePlace[] {
  return rows.map(({ place, rank, band, language, country, outline, ...row }) => ({
    ...{ place, rank, band, language, country, outline },
    bandSize: row.band_size,
    reviewRequired: row.review_required,
    scoredAt: row.created_at,
    alsoTiesWithPreviousBand: row.also_ties_with_previous_band,
    applicationId: idFromUuid('app', row.application_id),
    interviewId: idFromUuid('int', row.interview_id),
    scorecardId: idFromUuid('scr', row.scorecard_id),
    personId: idFromUuid('per', row.person_id),
  }));
}
