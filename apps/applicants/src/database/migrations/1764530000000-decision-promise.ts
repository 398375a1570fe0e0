import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The moments of an application that its applicant is shown. What the log of events knows of earlier ones is filled in. */
export class DecisionPromise1764530000000 implements MigrationInterface {
  readonly name = 'DecisionPromise1764530000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE application
        ADD COLUMN evaluated_at timestamptz,
        ADD COLUMN decision_due_at timestamptz,
        ADD COLUMN withdrawn_at timestamptz`);
    const told = (condition: string) => `
      SELECT max(event.time) FROM event
      WHERE event.subject = 'application/app_' || replace(application.id::text, '-', '') AND ${condition}`;
    const evaluated = told(`event.type = 'application.stage_changed' AND event.data->>'to' = 'evaluated'`);
    const withdrawn = told(`event.type = 'application.withdrawn'`);
    await queryRunner.query(`
      UPDATE application SET evaluated_at = (${evaluated}), withdrawn_at = (${withdrawn}) WHERE stage <> 'unverified'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE application DROP COLUMN withdrawn_at, DROP COLUMN decision_due_at, DROP COLUMN evaluated_at`);
  }
}
