import { Database } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { HardFilters } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { filterConditions, joinsFor } from './filter-conditions.js';
import { headlineOptions } from './found-places.js';
import { SqlParameters } from './sql-parameters.js';
import { joinCountingAnswer, textCondition } from './text-condition.js';

/** Where a sentence stands among those of its opening. */
export interface SentencePlace {
  interviewId: string;
  transcriptId: string;
  sentence: number;
}

export interface FoundSentence extends SentencePlace {
  applicationId: string;
  questionId: string;
  takeId: string | null;
  startMs: number | null;
  /** The sentence with marks around what was found. */
  marked: string;
}

export interface SentenceSearch {
  openingId: string;
  text: string;
  filters: HardFilters;
  after: SentencePlace | null;
  limit: number;
}

/** The result that holds of the interview, whether or not it is ranked. */
const joinCurrentScorecard = `JOIN LATERAL (SELECT * FROM scorecard WHERE scorecard.interview_id = interview.id
  ORDER BY created_at DESC, id DESC LIMIT 1) AS scorecard ON true`;

@Injectable()
export class TranscriptSearchRepository {
  constructor(private readonly database: Database) {}

  /** At most `limit` sentences, in their order. Only those that are returned are marked, since that reads a sentence anew. */
  async find(search: SentenceSearch): Promise<FoundSentence[]> {
    const { sql, values } = searchStatement(search);
    const rows: FoundRow[] = await this.database.read.query(sql, values);
    return rows.map((row) => ({
      interviewId: idFromUuid('int', row.interview_id),
      transcriptId: idFromUuid('trs', row.transcript_id),
      sentence: row.sentence,
      applicationId: idFromUuid('app', row.application_id),
      questionId: row.question_id,
      takeId: row.take_id === null ? null : idFromUuid('tak', row.take_id),
      startMs: row.start_ms,
      marked: row.marked,
    }));
  }
}

/** By itself, so that what Postgres makes of it can be looked at. */
export function searchStatement(search: SentenceSearch): { sql: string; values: unknown[] } {
  const { openingId, text, filters, after, limit } = search;
  const parameters = new SqlParameters();
  const joins = joinsFor(filters);
  const conditions = [
    `said.opening_id = ${parameters.add(uuidOf(openingId))}`,
    textCondition(text, parameters),
    ...filterConditions(filters, parameters),
  ];
  const q = parameters.add(text);
  if (after) {
    const place = [uuidOf(after.interviewId), uuidOf(after.transcriptId), after.sentence];
    const names = place.map((value) => parameters.add(value)).join(', ');
    conditions.push(`(said.interview_id, said.transcript_id, said.sentence) > (${names})`);
  }
  const sql = `SELECT found.*, ts_headline(found.configuration::regconfig, found.text,
      websearch_to_tsquery(found.configuration::regconfig, ${q}), ${parameters.add(headlineOptions)}) AS marked
    FROM (SELECT said.interview_id, said.transcript_id, said.sentence, said.question_id, said.take_id, said.start_ms,
        said.configuration, said.text, interview.application_id
      FROM transcript_sentence AS said
      JOIN interview ON interview.id = said.interview_id AND interview.state <> 'withdrawn'
      ${joinCountingAnswer}
      ${joins.scorecard || joins.summary ? joinCurrentScorecard : ''}
      ${joins.summary ? 'JOIN scorecard_summary AS summary ON summary.scorecard_id = scorecard.id' : ''}
      WHERE ${conditions.join(' AND ')}
      ORDER BY said.interview_id, said.transcript_id, said.sentence LIMIT ${parameters.add(limit)}) AS found
    ORDER BY found.interview_id, found.transcript_id, found.sentence`;
  return { sql, values: parameters.values };
}

interface FoundRow {
  interview_id: string;
  transcript_id: string;
  sentence: number;
  application_id: string;
  question_id: string;
  take_id: string | null;
  start_ms: number | null;
  marked: string;
}
