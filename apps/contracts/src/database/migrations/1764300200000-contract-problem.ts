import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContractProblem1764300200000 implements MigrationInterface {
  readonly name = 'ContractProblem1764300200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contract ADD COLUMN problem_code text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contract DROP COLUMN problem_code');
  }
}
