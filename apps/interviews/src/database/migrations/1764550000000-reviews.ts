import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseInterviewFunction } from '../erase-interview-function.js';

const statements = [
  `CREATE TABLE review (
    id uuid PRIMARY KEY,
    scorecard_id uuid NOT NULL,
    interview_id uuid NOT NULL,
    opening_id uuid NOT NULL,
    reviewer_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT review_state_check CHECK ("state" IN ('open', 'rated', 'concluded')),
    needs_second_reader boolean NOT NULL,
    opened_at timestamptz NOT NULL,
    rated_at timestamptz,
    concluded_at timestamptz,
    CONSTRAINT review_scorecard_id_reviewer_id_key UNIQUE (scorecard_id, reviewer_id),
    CONSTRAINT review_rated_check CHECK (("state" = 'open') = ("rated_at" IS NULL)),
    CONSTRAINT review_concluded_check CHECK (("state" = 'concluded') = ("concluded_at" IS NOT NULL))
  )`,
  'CREATE INDEX review_interview_id_idx ON review (interview_id)',
  'CREATE INDEX review_opening_id_rated_at_idx ON review (opening_id, rated_at)',
  `CREATE TABLE review_rating (
    review_id uuid NOT NULL,
    criterion text NOT NULL,
    phase text NOT NULL CONSTRAINT review_rating_phase_check CHECK ("phase" IN ('blind', 'final')),
    interview_id uuid NOT NULL,
    level integer NOT NULL CONSTRAINT review_rating_level_check CHECK ("level" BETWEEN 1 AND 5),
    reason text,
    note text,
    PRIMARY KEY (review_id, criterion, phase),
    CONSTRAINT review_rating_reason_check CHECK (("phase" = 'final') = ("reason" IS NOT NULL))
  )`,
  'CREATE INDEX review_rating_interview_id_idx ON review_rating (interview_id)',
  `CREATE TABLE review_quote (
    review_id uuid NOT NULL,
    criterion text NOT NULL,
    interview_id uuid NOT NULL,
    question_id text NOT NULL,
    quote text NOT NULL,
    PRIMARY KEY (review_id, criterion)
  )`,
  'CREATE INDEX review_quote_interview_id_idx ON review_quote (interview_id)',
  // The queue of an opening: what waits longest is looked for by its id, which is in order of time.
  `CREATE INDEX scorecard_opening_id_review_required_idx ON scorecard (opening_id, id)
    WHERE "review_required" OR "outcome" = 'held_out'`,
];

/** Ratings by people, given before they see the engine's, beside them and never instead of them. */
export class Reviews1764550000000 implements MigrationInterface {
  readonly name = 'Reviews1764550000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    await appendOnly(queryRunner, 'review', ['state', 'needs_second_reader', 'rated_at', 'concluded_at']);
    for (const table of ['review_rating', 'review_quote']) await appendOnly(queryRunner, table);
    await eraseInterviewFunction(queryRunner, {
      ofInterview: [
        ...['transcript_mistake', 'transcript_correction', 'integrity_signal', 'review_quote'],
        ...['transcript', 'stored_transcription', 'model_call'],
      ],
      ofTake: ['take_interruption'],
      notesOfInterview: ['adjustment_request', 'review_rating'],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX scorecard_opening_id_review_required_idx');
    for (const table of ['review_quote', 'review_rating', 'review']) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
