import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const onboarding = [
  `CREATE TABLE personal_key (
    owner text PRIMARY KEY,
    key_id uuid NOT NULL,
    wrapped text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE UNIQUE INDEX personal_key_key_id_idx ON personal_key (key_id)',
  `CREATE TABLE engagement (
    contract_id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    project_id uuid NOT NULL,
    agreement_sha256 text NOT NULL,
    zone text NOT NULL,
    weekly_limit_seconds integer NOT NULL,
    start_date date NOT NULL,
    sealed_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX engagement_person_id_idx ON engagement (person_id)',
  `CREATE TABLE rate (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    number integer NOT NULL,
    rate_minor bigint NOT NULL CONSTRAINT rate_minor_check CHECK ("rate_minor" > 0),
    currency text NOT NULL,
    effective_from date NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT rate_contract_id_number_key UNIQUE (contract_id, number),
    CONSTRAINT rate_contract_id_effective_from_key UNIQUE (contract_id, effective_from)
  )`,
  `CREATE TABLE onboarding (
    person_id uuid PRIMARY KEY,
    completed_at timestamptz,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE onboarding_item (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT onboarding_item_kind_check CHECK ("kind" IN ('tax_form', 'payout_method')),
    state text NOT NULL CONSTRAINT onboarding_item_state_check
      CHECK ("state" IN ('required', 'submitted', 'verified', 'rejected')),
    reason_code text,
    updated_at timestamptz NOT NULL,
    CONSTRAINT onboarding_item_person_id_kind_key UNIQUE (person_id, kind)
  )`,
  `CREATE TABLE tax_form (
    item_id uuid NOT NULL,
    number integer NOT NULL,
    person_id uuid NOT NULL,
    form text NOT NULL CONSTRAINT tax_form_form_check CHECK ("form" IN ('w9', 'w8ben', 'w8ben_e')),
    name_token text,
    number_kind text,
    number_token text,
    number_last4 text,
    number_index text,
    certified_at timestamptz,
    reviewed_by uuid,
    reviewed_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (item_id, number)
  )`,
  'CREATE INDEX tax_form_number_index_idx ON tax_form (number_index)',
  `CREATE TABLE payout_method (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT payout_method_state_check
      CHECK ("state" IN ('submitted', 'verified', 'rejected', 'replaced')),
    routing_number text NOT NULL,
    account_token text NOT NULL,
    account_last4 text NOT NULL,
    account_index text NOT NULL,
    account_type text NOT NULL CONSTRAINT payout_method_account_type_check CHECK ("account_type" IN ('checking', 'savings')),
    holder_token text NOT NULL,
    usable_from timestamptz NOT NULL,
    reviewed_by uuid,
    created_at timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX payout_method_current_idx ON payout_method (person_id) WHERE "state" <> 'replaced'`,
  'CREATE INDEX payout_method_account_index_idx ON payout_method (account_index)',
];

const time = [
  `CREATE TABLE timesheet (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    person_id uuid NOT NULL,
    week_start date NOT NULL,
    number integer NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT timesheet_state_check
      CHECK ("state" IN ('open', 'submitted', 'approved', 'queried', 'locked', 'paid')),
    submitted_at timestamptz,
    CONSTRAINT timesheet_contract_id_week_start_number_key UNIQUE (contract_id, week_start, number)
  )`,
  'CREATE INDEX timesheet_person_id_id_idx ON timesheet (person_id, id)',
  'CREATE INDEX timesheet_state_id_idx ON timesheet (state, id)',
  `CREATE TABLE time_entry (
    id uuid PRIMARY KEY,
    timesheet_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    person_id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    note text,
    created_at timestamptz NOT NULL,
    CONSTRAINT time_entry_order_check CHECK ("ended_at" > "started_at")
  )`,
  'CREATE INDEX time_entry_timesheet_id_idx ON time_entry (timesheet_id)',
  'CREATE INDEX time_entry_person_id_started_at_idx ON time_entry (person_id, started_at)',
  `CREATE TABLE timesheet_line (
    id uuid PRIMARY KEY,
    timesheet_id uuid NOT NULL,
    rate_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT timesheet_line_kind_check CHECK ("kind" IN ('regular', 'over_cap')),
    seconds integer NOT NULL CONSTRAINT timesheet_line_seconds_check CHECK ("seconds" > 0),
    state text NOT NULL CONSTRAINT timesheet_line_state_check CHECK ("state" IN ('submitted', 'approved', 'queried')),
    exception_code text,
    approved_by uuid,
    approved_at timestamptz,
    CONSTRAINT timesheet_line_timesheet_id_rate_id_kind_key UNIQUE (timesheet_id, rate_id, kind)
  )`,
  `CREATE INDEX timesheet_line_approved_idx ON timesheet_line (id) WHERE "state" = 'approved'`,
];

const payRuns = [
  `CREATE TABLE pay_run (
    id uuid PRIMARY KEY,
    state text NOT NULL CONSTRAINT pay_run_state_check CHECK ("state" IN ('draft', 'calculated', 'approved', 'filed',
      'submitted', 'settled', 'partial', 'closed')),
    currency text NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    created_by uuid NOT NULL,
    calculation integer NOT NULL,
    calculated_through uuid,
    snapshot_sha256 text,
    created_at timestamptz NOT NULL,
    CONSTRAINT pay_run_period_check CHECK ("period_end" >= "period_start")
  )`,
  `CREATE TABLE pay_run_approval (
    run_id uuid NOT NULL,
    calculation integer NOT NULL,
    approved_by uuid NOT NULL,
    created_by uuid NOT NULL,
    snapshot_sha256 text NOT NULL,
    approved_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, calculation, approved_by),
    CONSTRAINT pay_run_approval_not_by_creator_check CHECK ("approved_by" <> "created_by")
  )`,
  `CREATE TABLE pay_line (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    timesheet_line_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    person_id uuid NOT NULL,
    rate_id uuid NOT NULL,
    seconds integer NOT NULL,
    rate_minor bigint NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    week_start date NOT NULL,
    prior_period boolean NOT NULL,
    hold_reason text,
    payout_id uuid
  )`,
  'CREATE UNIQUE INDEX pay_line_timesheet_line_id_idx ON pay_line (timesheet_line_id)',
  'CREATE INDEX pay_line_run_id_person_id_idx ON pay_line (run_id, person_id)',
  'CREATE INDEX pay_line_payout_id_idx ON pay_line (payout_id)',
  `CREATE TABLE payout_file (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL CONSTRAINT payout_file_state_check CHECK ("state" IN ('building', 'built', 'submitting',
      'submitted', 'done', 'refused')),
    content_token text,
    sha256 text,
    entries integer NOT NULL,
    total_minor bigint NOT NULL,
    created_at timestamptz NOT NULL,
    submitted_at timestamptz,
    CONSTRAINT payout_file_run_id_number_key UNIQUE (run_id, number)
  )`,
  `CREATE TABLE payout (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    person_id uuid NOT NULL,
    currency text NOT NULL,
    attempt integer NOT NULL,
    key text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT payout_amount_check CHECK ("amount_minor" > 0),
    state text NOT NULL CONSTRAINT payout_state_check CHECK ("state" IN ('ready', 'held', 'batched', 'sent', 'accepted',
      'settled', 'rejected', 'returned', 'reissued')),
    hold_reason text,
    payout_method_id uuid,
    file_id uuid,
    trace_number text,
    bank_line text,
    return_code text,
    replaces uuid,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    settled_at timestamptz,
    CONSTRAINT payout_hold_check CHECK (("state" = 'held') = ("hold_reason" IS NOT NULL))
  )`,
  'CREATE UNIQUE INDEX payout_key_idx ON payout (key)',
  'CREATE UNIQUE INDEX payout_file_id_trace_number_idx ON payout (file_id, trace_number)',
  'CREATE INDEX payout_run_id_id_idx ON payout (run_id, id)',
  'CREATE INDEX payout_person_id_id_idx ON payout (person_id, id)',
];

/** Two people, and never the one who made the run: whatever a program thinks, the database does not let it through. */
const twoPeople = [
  `CREATE FUNCTION pay_run_approval_names_creator() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    SELECT r.created_by INTO STRICT NEW.created_by FROM pay_run r
    WHERE r.id = NEW.run_id AND r.calculation = NEW.calculation AND r.snapshot_sha256 = NEW.snapshot_sha256;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER pay_run_approval_names_creator BEFORE INSERT ON pay_run_approval
   FOR EACH ROW EXECUTE FUNCTION pay_run_approval_names_creator()`,
  `CREATE FUNCTION pay_run_needs_two_people() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'A pay run begins as a draft.' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF NEW.created_by <> OLD.created_by THEN
      RAISE EXCEPTION 'Who made a pay run does not change.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state NOT IN ('draft', 'calculated') AND (
      SELECT count(*) FROM pay_run_approval a
      WHERE a.run_id = NEW.id AND a.calculation = NEW.calculation AND a.snapshot_sha256 = NEW.snapshot_sha256
        AND a.approved_by <> NEW.created_by) < 2 THEN
      RAISE EXCEPTION 'A pay run goes on when two people, neither of whom made it, have approved what it is now.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_run_needs_two_people';
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER pay_run_needs_two_people BEFORE INSERT OR UPDATE ON pay_run
   FOR EACH ROW EXECUTE FUNCTION pay_run_needs_two_people()`,
];

const ledger = [
  `CREATE TABLE journal (
    id uuid PRIMARY KEY,
    idempotency_key text NOT NULL,
    body_sha256 text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    reverses uuid,
    at timestamptz NOT NULL
  )`,
  'CREATE UNIQUE INDEX journal_idempotency_key_idx ON journal (idempotency_key)',
  'CREATE UNIQUE INDEX journal_reverses_idx ON journal (reverses)',
  'CREATE INDEX journal_subject_idx ON journal (subject)',
  `CREATE TABLE posting (
    journal_id uuid NOT NULL,
    number integer NOT NULL,
    account text NOT NULL CONSTRAINT posting_account_check CHECK ("account" ~
      '^(expense:contractor|payable:per_[0-9a-f]{32}|held:per_[0-9a-f]{32}:[a-z_]+|disputed:per_[0-9a-f]{32}|withholding:irs|clearing:[a-z0-9_]+|cash:[a-z0-9_]+|fx:gainloss|fees)$'),
    currency text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT posting_amount_check CHECK ("amount_minor" <> 0),
    PRIMARY KEY (journal_id, number)
  )`,
  'CREATE INDEX posting_account_idx ON posting (account)',
  // Three checks for an entry of two legs, so each is one statement; both tables, since a leg may come to an old entry.
  `CREATE FUNCTION require_balance(journal uuid, is_known boolean) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE
    legs bigint;
    balanced boolean;
  BEGIN
    SELECT sum(c.legs), bool_and(c.total = 0) INTO legs, balanced FROM (
      SELECT count(*) AS legs, sum(p.amount_minor) AS total FROM posting p WHERE p.journal_id = journal GROUP BY p.currency) c;
    IF NOT is_known OR legs IS NULL OR legs < 2 OR NOT balanced THEN
      RAISE EXCEPTION 'A journal has at least two postings, which sum to 0 in each currency.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_is_balanced';
    END IF;
  END $$`,
  `CREATE FUNCTION journal_is_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    PERFORM require_balance(NEW.id, true);
    RETURN NULL;
  END $$`,
  `CREATE FUNCTION posting_is_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    PERFORM require_balance(NEW.journal_id, EXISTS (SELECT FROM journal j WHERE j.id = NEW.journal_id));
    RETURN NULL;
  END $$`,
  `CREATE CONSTRAINT TRIGGER journal_is_balanced AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION journal_is_balanced()`,
  `CREATE CONSTRAINT TRIGGER posting_is_balanced AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION posting_is_balanced()`,
  `CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'The ledger is only ever added to; make a reversal.' USING ERRCODE = 'check_violation';
  END $$`,
  ...['journal', 'posting'].map(
    (table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()`,
  ),
];

const tables = [
  ...['posting', 'journal', 'payout', 'payout_file', 'pay_line', 'pay_run_approval', 'pay_run', 'timesheet_line'],
  ...['time_entry', 'timesheet', 'payout_method', 'tax_form', 'onboarding_item', 'onboarding', 'rate', 'engagement'],
  'personal_key',
];
const functions = [
  ...['ledger_is_append_only()', 'journal_is_balanced()', 'posting_is_balanced()', 'require_balance(uuid, boolean)'],
  ...['pay_run_needs_two_people()', 'pay_run_approval_names_creator()'],
];

export class Payroll1764200000000 implements MigrationInterface {
  readonly name = 'Payroll1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...onboarding, ...time, ...payRuns, ...twoPeople, ...ledger]) {
      await queryRunner.query(statement);
    }
    await appendOnly(queryRunner, 'journal');
    await appendOnly(queryRunner, 'posting');
    await appendOnly(queryRunner, 'pay_run_approval');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.query(`DROP TABLE ${table}`);
    for (const name of functions) await queryRunner.query(`DROP FUNCTION ${name}`);
  }
}
