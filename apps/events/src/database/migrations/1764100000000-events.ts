import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE feed_event (
    position bigint PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    source text NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    time timestamptz NOT NULL,
    correlation_id text NOT NULL,
    causation_id text,
    data jsonb NOT NULL
  )`,
  'CREATE INDEX feed_event_type_position_idx ON feed_event (type, position)',
  `CREATE TABLE mail (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    template text NOT NULL CONSTRAINT mail_template_check CHECK ("template" IN ('sign_in', 'step_up', 'invitation',
      'application_received', 'application_repeated', 'application_advanced', 'application_not_selected',
      'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
      'interview_human_path', 'interview_insufficient_data', 'answer_rejected')),
    person_id uuid NOT NULL,
    subject text NOT NULL,
    reason_code text,
    state text NOT NULL CONSTRAINT mail_state_check CHECK ("state" IN ('waiting', 'sent', 'refused', 'dropped')),
    state_reason text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  'CREATE INDEX mail_person_id_idx ON mail (person_id)',
];

export class Events1764100000000 implements MigrationInterface {
  readonly name = 'Events1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    await appendOnly(queryRunner, 'feed_event');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['mail', 'feed_event']) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
