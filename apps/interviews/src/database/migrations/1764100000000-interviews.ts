import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE plan (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE plan_version (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL CONSTRAINT plan_version_state_check CHECK ("state" IN ('draft', 'published')),
    document json NOT NULL,
    document_sha256 text NOT NULL,
    created_at timestamptz NOT NULL,
    published_at timestamptz,
    CONSTRAINT plan_version_plan_id_number_key UNIQUE (plan_id, number)
  )`,
  `CREATE TABLE opening_settings (
    opening_id uuid PRIMARY KEY,
    plan_version_id uuid NOT NULL,
    interview_deadline_days integer NOT NULL,
    transcript_check_hours integer NOT NULL,
    ai_daily_cap_micros bigint
  )`,
  `CREATE TABLE interview (
    id uuid PRIMARY KEY,
    application_id uuid NOT NULL,
    opening_id uuid NOT NULL,
    person_id uuid NOT NULL,
    plan_version_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT interview_state_check CHECK ("state" IN ('invited', 'consented', 'in_progress',
      'submitted', 'transcribed', 'transcript_check', 'scoring', 'scored', 'insufficient_data', 'needs_human', 'human_path',
      'expired', 'withdrawn')),
    path text NOT NULL,
    path_reason text,
    language text NOT NULL,
    jurisdictions jsonb NOT NULL,
    invited_at timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    submitted_at timestamptz,
    transcript_check_until timestamptz,
    problem jsonb,
    CONSTRAINT interview_path_check CHECK ("path" IN ('ai', 'human') AND ("path" = 'ai') = ("path_reason" IS NULL))
  )`,
  'CREATE UNIQUE INDEX interview_application_id_idx ON interview (application_id)',
  'CREATE INDEX interview_opening_id_idx ON interview (opening_id)',
  'CREATE INDEX interview_person_id_idx ON interview (person_id)',
  `CREATE TABLE consent (
    interview_id uuid NOT NULL,
    number integer NOT NULL,
    text_version text NOT NULL,
    text_sha256 text NOT NULL,
    granted_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (interview_id, number)
  )`,
  `CREATE TABLE answer (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    question_id text NOT NULL,
    kind text NOT NULL CONSTRAINT answer_kind_check CHECK ("kind" IN ('recorded', 'written')),
    state text NOT NULL CONSTRAINT answer_state_check CHECK ("state" IN ('open', 'answered', 'rejected')),
    chosen_take_id uuid,
    written_text text,
    takes_granted integer NOT NULL,
    problem jsonb,
    CONSTRAINT answer_interview_id_question_id_key UNIQUE (interview_id, question_id)
  )`,
  `CREATE TABLE take (
    id uuid PRIMARY KEY,
    answer_id uuid NOT NULL,
    interview_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL CONSTRAINT take_state_check CHECK ("state" IN ('open', 'completed', 'stored', 'probed', 'remuxed',
      'audio_ready', 'transcribed', 'rejected', 'discarded')),
    recording_id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    completed_at timestamptz,
    bytes bigint,
    duration_ms integer,
    speech_ms integer,
    playback_key text,
    playback_type text,
    audio_key text,
    problem jsonb,
    CONSTRAINT take_answer_id_number_key UNIQUE (answer_id, number)
  )`,
  'CREATE INDEX take_interview_id_idx ON take (interview_id)',
  `CREATE TABLE segment (
    take_id uuid NOT NULL,
    number integer NOT NULL,
    upload_id uuid NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    container text NOT NULL,
    object_key text,
    duration_ms integer,
    PRIMARY KEY (take_id, number)
  )`,
  'CREATE UNIQUE INDEX segment_upload_id_idx ON segment (upload_id)',
  `CREATE TABLE transcript (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    question_id text NOT NULL,
    take_id uuid,
    engine text NOT NULL,
    model text NOT NULL,
    engine_version text NOT NULL,
    language text NOT NULL,
    segments jsonb NOT NULL,
    speech_seconds double precision,
    media_sha256 text,
    transcript_sha256 text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX transcript_interview_id_idx ON transcript (interview_id)',
  'CREATE UNIQUE INDEX transcript_take_id_idx ON transcript (take_id) WHERE "take_id" IS NOT NULL',
  `CREATE TABLE scorecard (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    application_id uuid NOT NULL,
    opening_id uuid NOT NULL,
    input_sha256 text NOT NULL,
    purpose text NOT NULL,
    outcome text NOT NULL,
    total_bp integer,
    standard_error double precision,
    review_required boolean NOT NULL,
    draft jsonb NOT NULL,
    record jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT scorecard_outcome_check CHECK ("outcome" IN ('ranked', 'held_out')
      AND ("outcome" = 'ranked') = ("total_bp" IS NOT NULL))
  )`,
  'CREATE INDEX scorecard_interview_id_idx ON scorecard (interview_id)',
  'CREATE INDEX scorecard_application_id_idx ON scorecard (application_id)',
  'CREATE UNIQUE INDEX scorecard_input_sha256_idx ON scorecard (input_sha256)',
  `CREATE INDEX scorecard_opening_id_ranked_idx ON scorecard (opening_id) WHERE "outcome" = 'ranked'`,
  `CREATE TABLE scorecard_reading (
    scorecard_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (scorecard_id, staff_id)
  )`,
  `CREATE TABLE model_call (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    input_hash text NOT NULL,
    record jsonb NOT NULL,
    raw_body text NOT NULL,
    requested_at timestamptz NOT NULL
  )`,
  'CREATE INDEX model_call_interview_id_idx ON model_call (interview_id)',
  'CREATE UNIQUE INDEX model_call_input_hash_idx ON model_call (input_hash)',
  `CREATE TABLE ranking (
    id uuid PRIMARY KEY,
    opening_id uuid NOT NULL,
    number integer NOT NULL,
    input_sha256 text NOT NULL,
    ranked_at timestamptz NOT NULL,
    CONSTRAINT ranking_opening_id_number_key UNIQUE (opening_id, number)
  )`,
  'CREATE INDEX ranking_ranked_at_idx ON ranking (ranked_at)',
  `CREATE TABLE ranking_entry (
    ranking_id uuid NOT NULL,
    place integer NOT NULL,
    application_id uuid NOT NULL,
    interview_id uuid NOT NULL,
    scorecard_id uuid NOT NULL,
    rank integer NOT NULL,
    band integer NOT NULL,
    also_ties_with_previous_band boolean NOT NULL,
    PRIMARY KEY (ranking_id, place)
  )`,
];

const tables = [
  ...['plan', 'plan_version', 'opening_settings', 'interview', 'consent', 'answer', 'take', 'segment', 'transcript'],
  ...['scorecard', 'scorecard_reading', 'model_call', 'ranking', 'ranking_entry'],
];

export class Interviews1764100000000 implements MigrationInterface {
  readonly name = 'Interviews1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
