import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseInterviewFunction } from '../erase-interview-function.js';

const statements = [
  'ALTER TABLE interview ADD retention_due_at timestamptz',
  'CREATE INDEX interview_retention_due_at_idx ON interview (retention_due_at) WHERE "retention_due_at" IS NOT NULL',
  // Of those that ended before, only these say so; the times of decisions lie with applicants. The content goes 180 days after
  // the end, the shortest time of all places.
  `UPDATE interview SET retention_due_at = deadline_at + interval '180 days' WHERE state IN ('expired', 'withdrawn')`,
  `CREATE TABLE deletion (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    application_id uuid NOT NULL,
    person_id uuid NOT NULL,
    reason text NOT NULL CONSTRAINT deletion_reason_check CHECK ("reason" IN ('asked', 'retention')),
    state text NOT NULL CONSTRAINT deletion_state_check CHECK ("state" IN ('requested', 'held', 'erasing',
      'awaiting_others', 'completed')),
    rules_version text NOT NULL,
    requested_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    held_since timestamptz,
    inventory jsonb,
    items jsonb,
    marks jsonb,
    completed_at timestamptz,
    certificate jsonb,
    CONSTRAINT deletion_certificate_check CHECK (("state" = 'completed') = ("certificate" IS NOT NULL))
  )`,
  'CREATE UNIQUE INDEX deletion_interview_id_idx ON deletion (interview_id)',
  'CREATE INDEX deletion_person_id_idx ON deletion (person_id)',
  `CREATE TABLE legal_hold (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    application_id uuid NOT NULL,
    reason text NOT NULL,
    placed_by uuid NOT NULL,
    placed_at timestamptz NOT NULL,
    released_by uuid,
    released_at timestamptz
  )`,
  `CREATE UNIQUE INDEX legal_hold_interview_id_standing_idx ON legal_hold (interview_id) WHERE "released_at" IS NULL`,
];

export class Deletions1764520000000 implements MigrationInterface {
  readonly name = 'Deletions1764520000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    const moves = ['state', 'held_since', 'inventory', 'items', 'marks', 'completed_at', 'certificate'];
    await appendOnly(queryRunner, 'deletion', moves);
    await appendOnly(queryRunner, 'legal_hold', ['released_by', 'released_at']);
    await eraseInterviewFunction(queryRunner, {
      ofInterview: [
        ...['transcript_mistake', 'transcript_correction', 'integrity_signal'],
        ...['transcript', 'stored_transcription', 'model_call'],
      ],
      ofTake: ['take_interruption'],
      notesOfInterview: ['adjustment_request'],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION erase_interview(uuid)');
    await queryRunner.query('DROP TABLE legal_hold');
    await queryRunner.query('DROP TABLE deletion');
    await queryRunner.query('ALTER TABLE interview DROP retention_due_at');
  }
}
