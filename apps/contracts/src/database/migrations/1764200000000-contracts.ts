import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE project (
    id uuid PRIMARY KEY,
    code_name text NOT NULL,
    brief text NOT NULL,
    governing_law text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE project_staff (
    project_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    PRIMARY KEY (project_id, staff_id)
  )`,
  'CREATE INDEX project_staff_staff_id_idx ON project_staff (staff_id)',
  `CREATE TABLE template_version (
    id uuid PRIMARY KEY,
    kind text NOT NULL CONSTRAINT template_version_kind_check CHECK ("kind" IN ('nda', 'contractor_agreement')),
    number integer NOT NULL,
    title text NOT NULL,
    markdown text NOT NULL,
    sha256 text NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (kind, number)
  )`,
  `CREATE TABLE contract (
    id uuid PRIMARY KEY,
    offer_id uuid NOT NULL UNIQUE,
    application_id uuid NOT NULL,
    opening_id uuid NOT NULL,
    person_id uuid NOT NULL,
    project_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT contract_state_check CHECK ("state" IN ('draft', 'sent', 'all_signed', 'sealing',
      'sealed', 'superseded', 'declined', 'expired', 'voided')),
    recipient_state text NOT NULL CONSTRAINT contract_recipient_state_check CHECK ("recipient_state" IN ('pending',
      'notified', 'opened', 'consented', 'authenticated', 'reviewed', 'signed', 'declined', 'expired')),
    signer_name text,
    rate_minor bigint,
    currency text,
    weekly_limit_seconds integer,
    start_date text,
    zone text,
    decline_reason text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    expires_at timestamptz,
    sealed_at timestamptz
  )`,
  'CREATE INDEX contract_application_id_idx ON contract (application_id)',
  'CREATE INDEX contract_person_id_idx ON contract (person_id)',
  `CREATE TABLE document (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    ordinal integer NOT NULL,
    kind text NOT NULL CONSTRAINT document_kind_check CHECK ("kind" IN ('nda', 'contractor_agreement')),
    title text NOT NULL,
    template_version_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT document_state_check CHECK ("state" IN ('frozen', 'signed', 'sealed')),
    original_sha256 text NOT NULL,
    reviewed_at timestamptz,
    typed_name text,
    signed_at timestamptz,
    sealed_sha256 text,
    sealed_at timestamptz,
    UNIQUE (contract_id, ordinal),
    CONSTRAINT document_seal_check CHECK (("state" = 'sealed') = ("sealed_sha256" IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX document_sealed_sha256_idx ON document (sealed_sha256) WHERE "sealed_sha256" IS NOT NULL`,
  `CREATE TABLE signing_link (
    token_hash text PRIMARY KEY,
    contract_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    closed_at timestamptz
  )`,
  'CREATE INDEX signing_link_contract_id_idx ON signing_link (contract_id)',
  `CREATE TABLE signing_session (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    secret_hash text NOT NULL,
    access_code text NOT NULL,
    code_hash text,
    code_expires_at timestamptz,
    code_failures integer NOT NULL,
    consent_version text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  'CREATE INDEX signing_session_contract_id_idx ON signing_session (contract_id)',
  'CREATE UNIQUE INDEX signing_session_secret_hash_idx ON signing_session (secret_hash)',
  `CREATE TABLE evidence (
    contract_id uuid NOT NULL,
    seq integer NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    type text NOT NULL,
    actor text NOT NULL,
    auth_method text,
    ip text,
    user_agent text,
    document_sha256 text,
    consent_version text,
    at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, seq)
  )`,
];

export class Contracts1764200000000 implements MigrationInterface {
  readonly name = 'Contracts1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    await appendOnly(queryRunner, 'evidence');
    await appendOnly(queryRunner, 'template_version');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const tables = ['evidence', 'signing_session', 'signing_link', 'document', 'contract', 'template_version'];
    for (const table of [...tables, 'project_staff', 'project']) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
