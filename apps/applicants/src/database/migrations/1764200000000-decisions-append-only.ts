import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody decided stays as it was decided, also for a connection of the service itself. */
export class DecisionsAppendOnly1764200000000 implements MigrationInterface {
  readonly name = 'DecisionsAppendOnly1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await appendOnly(queryRunner, 'decision');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const [{ role }] = (await queryRunner.query('SELECT current_schema() AS role')) as [{ role: string }];
    await queryRunner.query(`GRANT UPDATE, DELETE ON "decision" TO "${role}"`);
  }
}
