import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Time over the limit may be approved long after its week was paid: a run looks through those lines alone. */
const lateExceptions = [
  `CREATE INDEX timesheet_line_over_cap_idx ON timesheet_line (id) WHERE "kind" = 'over_cap' AND "state" = 'approved'`,
];

const lineQueries = ['ALTER TABLE timesheet_line ADD COLUMN query_code text'];

/**
 * What two people have approved stays what it is. By the statement and not by the row, as a run has 120,000 lines; the run is
 * held until the transaction ends, so that nobody approves it between the look at its state and the commit of the line.
 */
const frozenLines = [
  `CREATE FUNCTION pay_line_is_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    RAISE EXCEPTION 'A line of a pay run comes and goes while the run is a draft; later it gets its payout, once, and nothing else.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_line_is_frozen';
  END $$`,
  `CREATE FUNCTION pay_line_suits_run() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE
    runs uuid[] := ARRAY(SELECT DISTINCT c.run_id FROM changed c);
  BEGIN
    PERFORM FROM pay_run r WHERE r.id = ANY(runs) ORDER BY r.id FOR SHARE;
    IF EXISTS (
      SELECT FROM unnest(runs) AS c(id) LEFT JOIN pay_run r ON r.id = c.id
      WHERE r.id IS NULL OR (r.state = 'draft') = (TG_OP = 'UPDATE') OR r.state = 'calculated') THEN
      RAISE EXCEPTION 'A line of a pay run comes and goes while the run is a draft, and gets its payout once the run is approved.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_line_is_frozen';
    END IF;
    RETURN NULL;
  END $$`,
  ...Object.entries({ INSERT: 'NEW', UPDATE: 'NEW', DELETE: 'OLD' }).map(
    ([operation, rows]) =>
      `CREATE TRIGGER pay_line_suits_run_${operation.toLowerCase()} AFTER ${operation} ON pay_line
       REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pay_line_suits_run()`,
  ),
  // All of its columns but `payout_id`.
  `CREATE TRIGGER pay_line_is_frozen BEFORE UPDATE OF id, run_id, timesheet_line_id, contract_id, person_id, rate_id, seconds,
     rate_minor, amount_minor, currency, week_start, prior_period, hold_reason OR TRUNCATE ON pay_line
   FOR EACH STATEMENT EXECUTE FUNCTION pay_line_is_frozen()`,
  `CREATE TRIGGER pay_line_has_payout BEFORE UPDATE ON pay_line
   FOR EACH ROW WHEN (OLD.payout_id IS NOT NULL) EXECUTE FUNCTION pay_line_is_frozen()`,
  `CREATE FUNCTION pay_run_stays_approved() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    RAISE EXCEPTION 'What two people have approved is not worked out anew.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_run_stays_approved';
  END $$`,
  `CREATE TRIGGER pay_run_stays_approved BEFORE UPDATE ON pay_run FOR EACH ROW
   WHEN (OLD.state NOT IN ('draft', 'calculated') AND NEW.state IN ('draft', 'calculated'))
   EXECUTE FUNCTION pay_run_stays_approved()`,
];

const thawedLines = [
  ...['insert', 'update', 'delete'].map((operation) => `DROP TRIGGER pay_line_suits_run_${operation} ON pay_line`),
  'DROP TRIGGER pay_line_is_frozen ON pay_line',
  'DROP TRIGGER pay_line_has_payout ON pay_line',
  'DROP TRIGGER pay_run_stays_approved ON pay_run',
  'DROP FUNCTION pay_line_is_frozen()',
  'DROP FUNCTION pay_line_suits_run()',
  'DROP FUNCTION pay_run_stays_approved()',
];

function balanceChecks(type: 'boolean' | 'integer', isWrong: string, ofJournal: string, ofPosting: string): string[] {
  return [
    `CREATE FUNCTION require_balance(journal uuid, known ${type}) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    DECLARE
      legs bigint;
      balanced boolean;
    BEGIN
      SELECT sum(c.legs), bool_and(c.total = 0) INTO legs, balanced FROM (
        SELECT count(*) AS legs, sum(p.amount_minor) AS total FROM posting p WHERE p.journal_id = journal GROUP BY p.currency) c;
      IF ${isWrong} OR legs IS NULL OR legs < 2 OR NOT balanced THEN
        RAISE EXCEPTION 'A journal has at least two postings, which sum to 0 in each currency.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_is_balanced';
      END IF;
    END $$`,
    `CREATE OR REPLACE FUNCTION journal_is_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
      PERFORM require_balance(NEW.id, ${ofJournal});
      RETURN NULL;
    END $$`,
    `CREATE OR REPLACE FUNCTION posting_is_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
      PERFORM require_balance(NEW.journal_id, ${ofPosting});
      RETURN NULL;
    END $$`,
  ];
}

/** A pair that sums to 0 changes nothing in the balance of an old entry; that it has as many legs as when it was made, shows it. */
const countedLegs = [
  'ALTER TABLE journal ADD COLUMN legs integer',
  'ALTER TABLE journal DISABLE TRIGGER journal_append_only',
  `UPDATE journal j SET legs = p.legs FROM (SELECT journal_id, count(*) AS legs FROM posting GROUP BY journal_id) p
   WHERE p.journal_id = j.id`,
  'ALTER TABLE journal ENABLE TRIGGER journal_append_only',
  'ALTER TABLE journal ALTER COLUMN legs SET NOT NULL',
  ...balanceChecks(
    'integer',
    'legs IS DISTINCT FROM known',
    'NEW.legs',
    '(SELECT j.legs FROM journal j WHERE j.id = NEW.journal_id)',
  ),
  'DROP FUNCTION require_balance(uuid, boolean)',
];

const uncountedLegs = [
  ...balanceChecks('boolean', 'NOT known', 'true', 'EXISTS (SELECT FROM journal j WHERE j.id = NEW.journal_id)'),
  'DROP FUNCTION require_balance(uuid, integer)',
  'ALTER TABLE journal DROP COLUMN legs',
];

/** @param exception the moves beyond `calculated` that need nobody's approval, a condition on the row before and after */
function needsTwoPeople(exception: string): string {
  return `CREATE OR REPLACE FUNCTION pay_run_needs_two_people() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
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
    IF NEW.state NOT IN ('draft', 'calculated') AND NOT (${exception}) AND (
      SELECT count(*) FROM pay_run_approval a
      WHERE a.run_id = NEW.id AND a.calculation = NEW.calculation AND a.snapshot_sha256 = NEW.snapshot_sha256
        AND a.approved_by <> NEW.created_by) < 2 THEN
      RAISE EXCEPTION 'A pay run goes on when two people, neither of whom made it, have approved what it is now.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_run_needs_two_people';
    END IF;
    RETURN NEW;
  END $$`;
}

/** A run of nothing has nothing that two people could approve, and is put away by one. */
const closesEmpty = `NEW.state = 'closed' AND (OLD.state = 'closed'
  OR (OLD.state = 'calculated' AND NOT EXISTS (SELECT FROM pay_line l WHERE l.run_id = NEW.id)))`;

export class PayrollGuards1764300000000 implements MigrationInterface {
  readonly name = 'PayrollGuards1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const guards = [...frozenLines, needsTwoPeople(closesEmpty), ...countedLegs];
    for (const statement of [...lateExceptions, ...lineQueries, ...guards]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const withoutGuards = [...uncountedLegs, needsTwoPeople('false'), ...thawedLines];
    const asBefore = ['ALTER TABLE timesheet_line DROP COLUMN query_code', 'DROP INDEX timesheet_line_over_cap_idx'];
    for (const statement of [...withoutGuards, ...asBefore]) await queryRunner.query(statement);
  }
}
