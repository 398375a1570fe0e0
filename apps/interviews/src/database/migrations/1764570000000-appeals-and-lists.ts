import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseInterviewFunction } from '../erase-interview-function.js';

const erasable = {
  ofInterview: [
    ...['transcript_mistake', 'transcript_correction', 'integrity_signal', 'review_quote', 'candidate_note'],
    ...['transcript', 'stored_transcription', 'model_call'],
  ],
  ofTake: ['take_interruption'],
  notesOfInterview: ['adjustment_request', 'review_rating', 'appeal'],
};

const statements = [
  `CREATE TABLE appeal (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    application_id uuid NOT NULL,
    opening_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT appeal_state_check CHECK ("state" IN ('open', 'concluded')),
    note text,
    decider_ids jsonb NOT NULL,
    is_compared_anew boolean NOT NULL,
    opened_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    outcome text CONSTRAINT appeal_outcome_check CHECK ("outcome" IN ('upheld', 'changed')),
    reason_code text,
    concluded_by uuid,
    concluded_at timestamptz,
    CONSTRAINT appeal_concluded_check CHECK (("state" = 'concluded') = ("outcome" IS NOT NULL)
      AND ("outcome" IS NULL) = ("reason_code" IS NULL) AND ("outcome" IS NULL) = ("concluded_by" IS NULL)
      AND ("outcome" IS NULL) = ("concluded_at" IS NULL)),
    CONSTRAINT appeal_another_person_check CHECK ("concluded_by" IS NULL
      OR NOT jsonb_exists("decider_ids", 'per_' || replace("concluded_by"::text, '-', '')))
  )`,
  'CREATE UNIQUE INDEX appeal_application_id_idx ON appeal (application_id)',
  'CREATE UNIQUE INDEX appeal_interview_id_idx ON appeal (interview_id)',
  `CREATE INDEX appeal_open_idx ON appeal (opening_id, due_at) WHERE "state" = 'open'`,
  `CREATE TABLE candidate_note (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    application_id uuid NOT NULL,
    author_id uuid NOT NULL,
    text text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX candidate_note_application_id_id_idx ON candidate_note (application_id, id)',
  'CREATE INDEX candidate_note_interview_id_idx ON candidate_note (interview_id)',
  `CREATE TABLE shortlist (
    id uuid PRIMARY KEY,
    opening_id uuid NOT NULL,
    name text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz
  )`,
  'CREATE INDEX shortlist_opening_id_id_idx ON shortlist (opening_id, id)',
  `CREATE TABLE shortlist_candidate (
    shortlist_id uuid NOT NULL,
    application_id uuid NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (shortlist_id, application_id)
  )`,
];

/** What people write down about applicants, and the second look that these may ask for once. */
export class AppealsAndLists1764570000000 implements MigrationInterface {
  readonly name = 'AppealsAndLists1764570000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    await appendOnly(queryRunner, 'appeal', ['state', 'outcome', 'reason_code', 'concluded_by', 'concluded_at']);
    await appendOnly(queryRunner, 'candidate_note');
    await eraseInterviewFunction(queryRunner, erasable);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // The function passes over tables that are not there.
    for (const table of ['shortlist_candidate', 'shortlist', 'candidate_note', 'appeal']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
}
