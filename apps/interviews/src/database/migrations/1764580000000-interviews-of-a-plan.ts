import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By how many interviews a version of a plan is used is counted where it is shown. */
export class InterviewsOfAPlan1764580000000 implements MigrationInterface {
  readonly name = 'InterviewsOfAPlan1764580000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX interview_plan_version_id_idx ON interview (plan_version_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interview_plan_version_id_idx');
  }
}
