import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The text search configuration of a transcript's language; the same as `search/search-configuration.ts`. */
const configuration = `CASE split_part(lower(transcript.language), '-', 1)
  WHEN 'en' THEN 'english' WHEN 'ar' THEN 'arabic' ELSE 'simple' END`;

const statements = [
  // Copies of what applicants tells of an application.
  `ALTER TABLE interview ADD COLUMN stage text, ADD COLUMN country text`,
  // The applicant's own place was added to those of the opening last, unless it was among them.
  `UPDATE interview SET country = left(jurisdictions ->> -1, 2)
     WHERE (SELECT count(DISTINCT left(place, 2)) FROM jsonb_array_elements_text(jurisdictions) AS place) = 1`,
  // Which stage the others are in, applicants alone knows until it tells of them again.
  `UPDATE interview SET stage = 'withdrawn' WHERE state = 'withdrawn'`,
  'ALTER TABLE ranking ADD COLUMN dropped_at timestamptz',
  `CREATE TABLE scorecard_summary (
    scorecard_id uuid PRIMARY KEY,
    levels jsonb NOT NULL,
    variances jsonb NOT NULL
  )`,
  `CREATE TABLE transcript_sentence (
    interview_id uuid NOT NULL,
    transcript_id uuid NOT NULL,
    sentence integer NOT NULL,
    opening_id uuid NOT NULL,
    question_id text NOT NULL,
    take_id uuid,
    start_ms integer,
    configuration text NOT NULL,
    text text NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (interview_id, transcript_id, sentence)
  )`,
  `INSERT INTO transcript_sentence
     SELECT transcript.interview_id, transcript.id, (segment ->> 'n')::integer, interview.opening_id, transcript.question_id,
       transcript.take_id,
       CASE WHEN transcript.take_id IS NOT NULL THEN round((segment ->> 'startSeconds')::numeric * 1000)::integer END,
       ${configuration}, said.text, to_tsvector((${configuration})::regconfig, said.text)
     FROM transcript
     JOIN interview ON interview.id = transcript.interview_id
     CROSS JOIN LATERAL jsonb_array_elements(transcript.segments) AS segment
     LEFT JOIN LATERAL (SELECT correction.text FROM transcript_correction AS correction
       WHERE correction.transcript_id = transcript.id AND correction.sentence = (segment ->> 'n')::integer
       ORDER BY correction.sequence DESC LIMIT 1) AS corrected ON true
     CROSS JOIN LATERAL (SELECT coalesce(corrected.text, segment ->> 'text') AS text) AS said
     WHERE said.text <> '' AND NOT EXISTS (SELECT FROM transcript AS later
       WHERE later.interview_id = transcript.interview_id AND later.question_id = transcript.question_id
         AND later.take_id IS NULL AND transcript.take_id IS NULL
         AND (later.created_at, later.id) > (transcript.created_at, transcript.id))`,
  `CREATE INDEX transcript_sentence_order_idx
     ON transcript_sentence (opening_id, interview_id, transcript_id, sentence)`,
  'CREATE INDEX transcript_sentence_words_idx ON transcript_sentence USING gin (words)',
];

/** What candidates are filtered and searched by, and what other weights would make of their results. */
export class RankingAndSearch1764560000000 implements MigrationInterface {
  readonly name = 'RankingAndSearch1764560000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    await appendOnly(queryRunner, 'scorecard_summary');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['transcript_sentence', 'scorecard_summary']) await queryRunner.query(`DROP TABLE ${table}`);
    await queryRunner.query('ALTER TABLE ranking DROP COLUMN dropped_at');
    await queryRunner.query('ALTER TABLE interview DROP COLUMN country, DROP COLUMN stage');
  }
}
