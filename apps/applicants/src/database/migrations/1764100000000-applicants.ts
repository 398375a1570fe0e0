import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE opening (
    id uuid PRIMARY KEY,
    state text NOT NULL CONSTRAINT opening_state_check CHECK ("state" IN ('draft', 'open', 'closed')),
    title text NOT NULL,
    description text NOT NULL,
    pay_minimum_minor bigint NOT NULL,
    pay_maximum_minor bigint NOT NULL,
    pay_currency text NOT NULL,
    languages jsonb NOT NULL,
    countries jsonb NOT NULL,
    places jsonb NOT NULL,
    requirements jsonb NOT NULL,
    plan_version_id uuid NOT NULL,
    interview_deadline_days integer NOT NULL,
    transcript_check_hours integer NOT NULL,
    ai_daily_cap_micros bigint,
    version integer NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    opened_at timestamptz,
    closed_at timestamptz,
    CONSTRAINT opening_pay_check CHECK ("pay_minimum_minor" >= 0 AND "pay_maximum_minor" >= "pay_minimum_minor")
  )`,
  'CREATE INDEX opening_state_id_idx ON opening (state, id)',
  `CREATE TABLE opening_staff (
    opening_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    PRIMARY KEY (opening_id, staff_id)
  )`,
  'CREATE INDEX opening_staff_staff_id_idx ON opening_staff (staff_id)',
  `CREATE TABLE application (
    id uuid PRIMARY KEY,
    opening_id uuid NOT NULL,
    person_id uuid NOT NULL,
    stage text NOT NULL CONSTRAINT application_stage_check CHECK ("stage" IN ('unverified', 'submitted', 'interviewing',
      'evaluated', 'held', 'advanced', 'not_selected', 'withdrawn', 'expired')),
    region text NOT NULL,
    language text NOT NULL,
    requirements jsonb NOT NULL,
    jurisdictions jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    submitted_at timestamptz
  )`,
  `CREATE UNIQUE INDEX application_opening_id_person_id_idx ON application (opening_id, person_id)
   WHERE "stage" NOT IN ('withdrawn', 'expired')`,
  `CREATE INDEX application_unverified_idx ON application (created_at) WHERE "stage" = 'unverified'`,
  'CREATE INDEX application_person_id_idx ON application (person_id)',
  `CREATE TABLE decision (
    id uuid PRIMARY KEY,
    application_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT decision_kind_check CHECK ("kind" IN ('advance', 'hold', 'not_select')),
    reason_code text NOT NULL,
    note text,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL
  )`,
  'CREATE INDEX decision_application_id_idx ON decision (application_id)',
];

export class Applicants1764100000000 implements MigrationInterface {
  readonly name = 'Applicants1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['decision', 'application', 'opening_staff', 'opening']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
}
