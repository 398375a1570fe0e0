import type { MigrationInterface, QueryRunner } from 'typeorm';

const mailTemplates = `'sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated',
  'application_advanced', 'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder',
  'interview_expired', 'interview_human_path', 'interview_insufficient_data', 'answer_rejected',
  'contract_sent', 'contract_sealed', 'signing_code', 'payout_method_changed'`;

const statements = [
  `CREATE TABLE webhook (
    id uuid PRIMARY KEY,
    url text NOT NULL,
    types text[],
    description text,
    state text NOT NULL CONSTRAINT webhook_state_check CHECK ("state" IN ('enabled', 'disabled', 'deleted')),
    disabled_reason text CONSTRAINT webhook_disabled_reason_check
      CHECK ("disabled_reason" IN ('by_hand', 'gone', 'failing')),
    failing_since timestamptz,
    paused_until timestamptz,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE webhook_secret (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id uuid NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz
  )`,
  'CREATE INDEX webhook_secret_webhook_id_idx ON webhook_secret (webhook_id)',
  `CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    webhook_id uuid NOT NULL,
    event_id uuid NOT NULL,
    position bigint NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL CONSTRAINT webhook_delivery_kind_check CHECK ("kind" IN ('event', 'ping', 'resend', 'replay')),
    state text NOT NULL CONSTRAINT webhook_delivery_state_check CHECK ("state" IN ('waiting', 'delivered', 'given_up')),
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    held_until timestamptz,
    last_status integer,
    last_failure text,
    last_attempt_at timestamptz,
    created_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  'CREATE INDEX webhook_delivery_log_idx ON webhook_delivery (webhook_id, id)',
  `CREATE INDEX webhook_delivery_due_idx ON webhook_delivery (webhook_id, next_attempt_at, position)
   WHERE "state" = 'waiting'`,
  `CREATE INDEX webhook_delivery_order_idx ON webhook_delivery (webhook_id, subject, position, id)
   WHERE "state" = 'waiting'`,
  // Small, since times grow with positions nearly always: for replays of a range.
  'CREATE INDEX feed_event_time_idx ON feed_event USING brin (time)',
  // One mail for one event and person: what all admins are told of makes several.
  'ALTER TABLE mail DROP CONSTRAINT mail_event_id_key',
  'ALTER TABLE mail ADD CONSTRAINT mail_event_id_person_id_key UNIQUE (event_id, person_id)',
  'ALTER TABLE mail DROP CONSTRAINT mail_template_known_check',
  `ALTER TABLE mail ADD CONSTRAINT mail_template_listed_check
   CHECK ("template" IN (${mailTemplates}, 'webhook_disabled'))`,
];

const undo = [
  `DELETE FROM mail WHERE template = 'webhook_disabled'`,
  'ALTER TABLE mail DROP CONSTRAINT mail_template_listed_check',
  `ALTER TABLE mail ADD CONSTRAINT mail_template_known_check CHECK ("template" IN (${mailTemplates}))`,
  'ALTER TABLE mail DROP CONSTRAINT mail_event_id_person_id_key',
  'ALTER TABLE mail ADD CONSTRAINT mail_event_id_key UNIQUE (event_id)',
  'DROP INDEX feed_event_time_idx',
  ...['webhook_delivery', 'webhook_secret', 'webhook'].map((table) => `DROP TABLE ${table}`),
];

export class EventsWebhooks1764300000000 implements MigrationInterface {
  readonly name = 'EventsWebhooks1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of undo) await queryRunner.query(statement);
  }
}
