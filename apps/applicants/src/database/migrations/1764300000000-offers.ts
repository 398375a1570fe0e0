import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE offer (
    id uuid PRIMARY KEY,
    application_id uuid NOT NULL,
    project_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT offer_state_check CHECK ("state" IN ('extended', 'accepted', 'declined', 'expired',
      'withdrawn')),
    rate_minor bigint NOT NULL,
    currency text NOT NULL,
    weekly_limit_seconds integer NOT NULL,
    start_date text NOT NULL,
    zone text NOT NULL,
    extended_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT offer_rate_check CHECK ("rate_minor" > 0 AND "weekly_limit_seconds" > 0)
  )`,
  `CREATE UNIQUE INDEX offer_live_idx ON offer (application_id) WHERE "state" IN ('extended', 'accepted')`,
  'CREATE INDEX offer_application_id_idx ON offer (application_id)',
];

export class Offers1764300000000 implements MigrationInterface {
  readonly name = 'Offers1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE offer');
  }
}
