import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Time over the limit may be approved long after its week was paid: a run looks through those lines alone. */
const lateExceptions = [
  `CREATE INDEX timesheet_line_over_cap_idx ON timesheet_line (id) WHERE "kind" = 'over_cap' AND "state" = 'approved'`,
];

export class PayrollGuards1764300000000 implements MigrationInterface {
  readonly name = 'PayrollGuards1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of lateExceptions) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX timesheet_line_over_cap_idx');
  }
}
