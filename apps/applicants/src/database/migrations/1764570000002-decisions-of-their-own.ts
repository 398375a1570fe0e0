import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each decision has a row of its own: what was decided before, and perhaps taken back by an appeal, stands for nothing that is decided
 * afterwards. The row is written in the transaction that it decides; its `xmin` says so without a clock. Nothing here writes a decision
 * behind a savepoint, whose rows carry an id of their own.
 */
export class DecisionsOfTheirOwn1764570000002 implements MigrationInterface {
  readonly name = 'DecisionsOfTheirOwn1764570000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await replaceFunction(
      queryRunner,
      `IF TG_OP = 'UPDATE' AND OLD.stage = NEW.stage THEN RETURN NULL; END IF;`,
      'AND decision.xmin = pg_current_xact_id()::xid',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await replaceFunction(queryRunner, '', '');
  }
}

/** As `DecisionsByPeople1764570000001` made it, with more to ask for. */
async function replaceFunction(queryRunner: QueryRunner, exception: string, condition: string): Promise<void> {
  const [{ schema }] = (await queryRunner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
  await queryRunner.query(`
    CREATE OR REPLACE FUNCTION require_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = "${schema}", pg_temp AS $check$
    BEGIN
      ${exception}
      IF NOT EXISTS (SELECT FROM decision WHERE application_id = NEW.id
          AND kind = CASE NEW.stage WHEN 'advanced' THEN 'advance' WHEN 'held' THEN 'hold' ELSE 'not_select' END
          ${condition}) THEN
        RAISE EXCEPTION 'Application % is % without a decision of a person.', NEW.id, NEW.stage
          USING ERRCODE = 'check_violation', CONSTRAINT = 'application_decided_by_person_check';
      END IF;
      RETURN NULL;
    END
    $check$`);
}
