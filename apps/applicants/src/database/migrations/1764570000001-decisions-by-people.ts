import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No decision without a person, by constraint: whatever writes that an application was advanced, held or not selected has to leave the
 * decision of a named person with it, or nothing is committed.
 */
export class DecisionsByPeople1764570000001 implements MigrationInterface {
  readonly name = 'DecisionsByPeople1764570000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE opening ADD COLUMN requires_blind_review boolean NOT NULL DEFAULT false');
    await queryRunner.query(`
      CREATE INDEX application_decision_due_at_idx ON application (decision_due_at) WHERE "decision_due_at" IS NOT NULL`);
    await queryRunner.query(`ALTER TABLE decision ADD CONSTRAINT decision_reason_check CHECK ("reason_code" <> '')`);
    const [{ schema }] = (await queryRunner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await queryRunner.query(`
      CREATE FUNCTION require_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = "${schema}", pg_temp AS $check$
      BEGIN
        IF NOT EXISTS (SELECT FROM decision WHERE application_id = NEW.id
            AND kind = CASE NEW.stage WHEN 'advanced' THEN 'advance' WHEN 'held' THEN 'hold' ELSE 'not_select' END) THEN
          RAISE EXCEPTION 'Application % is % without a decision of a person.', NEW.id, NEW.stage
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_decided_by_person_check';
        END IF;
        RETURN NULL;
      END
      $check$`);
    // At the end of the transaction: the move comes first, its decision after it.
    await queryRunner.query(`
      CREATE CONSTRAINT TRIGGER application_decided_by_person AFTER INSERT OR UPDATE OF stage ON application
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.stage IN ('advanced', 'held', 'not_selected'))
      EXECUTE FUNCTION require_decision()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER application_decided_by_person ON application');
    await queryRunner.query('DROP FUNCTION require_decision()');
    await queryRunner.query('ALTER TABLE decision DROP CONSTRAINT decision_reason_check');
    await queryRunner.query('DROP INDEX application_decision_due_at_idx');
    await queryRunner.query('ALTER TABLE opening DROP COLUMN requires_blind_review');
  }
}
