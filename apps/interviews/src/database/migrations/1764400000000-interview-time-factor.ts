import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InterviewTimeFactor1764400000000 implements MigrationInterface {
  readonly name = 'InterviewTimeFactor1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interview ADD COLUMN time_factor double precision NOT NULL DEFAULT 1');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interview DROP COLUMN time_factor');
  }
}
