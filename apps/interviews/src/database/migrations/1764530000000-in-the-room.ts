import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an applicant asks for, and what their page tells of the interview while it is open. */
export class InTheRoom1764530000000 implements MigrationInterface {
  readonly name = 'InTheRoom1764530000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE interview
        ADD COLUMN written_answers boolean NOT NULL DEFAULT false,
        ADD COLUMN extra_breaks boolean NOT NULL DEFAULT false`);
    await queryRunner.query(`
      CREATE TABLE adjustment_request (
        interview_id uuid NOT NULL,
        number integer NOT NULL,
        more_time boolean NOT NULL,
        written_answers boolean NOT NULL,
        extra_breaks boolean NOT NULL,
        note text,
        requested_at timestamptz NOT NULL,
        answered_at timestamptz,
        answered_by uuid,
        granted jsonb,
        PRIMARY KEY (interview_id, number)
      )`);
    await queryRunner.query(`
      CREATE TABLE integrity_signal (
        interview_id uuid NOT NULL,
        number integer NOT NULL,
        kind text NOT NULL CONSTRAINT integrity_signal_kind_check
          CHECK ("kind" IN ('left_page', 'lost_focus', 'second_device_tab', 'pasted_text')),
        question_id text,
        seconds double precision,
        noted_at timestamptz NOT NULL,
        PRIMARY KEY (interview_id, number)
      )`);
    await queryRunner.query(`
      CREATE TABLE take_interruption (
        take_id uuid NOT NULL,
        number integer NOT NULL,
        kind text NOT NULL CONSTRAINT take_interruption_kind_check
          CHECK ("kind" IN ('camera_lost', 'microphone_lost', 'page_lost', 'connection_lost', 'storage_full', 'recorder_failed')),
        at_seconds double precision NOT NULL,
        noted_at timestamptz NOT NULL,
        PRIMARY KEY (take_id, number)
      )`);
    for (const table of ['integrity_signal', 'take_interruption']) await appendOnly(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['take_interruption', 'integrity_signal', 'adjustment_request']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
    await queryRunner.query('ALTER TABLE interview DROP COLUMN extra_breaks, DROP COLUMN written_answers');
  }
}
