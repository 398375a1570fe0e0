import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JobOutage1764000110000 implements MigrationInterface {
  readonly name = 'JobOutage1764000110000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE job_intent ADD COLUMN outage_since timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE job_intent DROP COLUMN outage_since');
  }
}
