import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE person (
    id uuid PRIMARY KEY,
    kind text NOT NULL CONSTRAINT person_kind_check CHECK ("kind" IN ('applicant', 'staff')),
    email text NOT NULL,
    display_name text NOT NULL,
    address_proved_at timestamptz,
    staff_state text,
    roles jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT person_staff_state_check CHECK (("kind" = 'staff') = ("staff_state" IS NOT NULL))
  )`,
  'CREATE UNIQUE INDEX person_email_idx ON person (email)',
  `CREATE TABLE credential (
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT credential_kind_check CHECK ("kind" IN ('password', 'mail_code', 'totp', 'oidc')),
    secret_hash text,
    one_time boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, kind)
  )`,
  `CREATE TABLE challenge (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    purpose text NOT NULL CONSTRAINT challenge_purpose_check CHECK ("purpose" IN ('sign_in', 'step_up', 'invitation')),
    code_hash text,
    link_hash text,
    failures integer NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    closed_at timestamptz
  )`,
  'CREATE INDEX challenge_person_id_purpose_idx ON challenge (person_id, purpose)',
  'CREATE UNIQUE INDEX challenge_link_hash_idx ON challenge (link_hash) WHERE "link_hash" IS NOT NULL',
  `CREATE TABLE session (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    token_hash text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    stepped_up_until timestamptz,
    password_change_required boolean NOT NULL
  )`,
  'CREATE INDEX session_person_id_idx ON session (person_id)',
  'CREATE UNIQUE INDEX session_token_hash_idx ON session (token_hash)',
  `CREATE TABLE api_key (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash text NOT NULL,
    scopes jsonb NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz,
    last_used_at timestamptz
  )`,
  'CREATE UNIQUE INDEX api_key_key_hash_idx ON api_key (key_hash)',
];

export class Accounts1764100000000 implements MigrationInterface {
  readonly name = 'Accounts1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['api_key', 'session', 'challenge', 'credential', 'person']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
}
