import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'building', 'built', 'submitting', 'submitted', 'done', 'refused'`;

export class AbandonedFiles1764300101000 implements MigrationInterface {
  readonly name = 'AbandonedFiles1764300101000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE payout_file DROP CONSTRAINT payout_file_state_check');
    await queryRunner.query(`ALTER TABLE payout_file ADD CONSTRAINT payout_file_known_state_check
      CHECK ("state" IN (${before}, 'abandoned'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE payout_file DROP CONSTRAINT payout_file_known_state_check');
    await queryRunner.query(
      `ALTER TABLE payout_file ADD CONSTRAINT payout_file_state_check CHECK ("state" IN (${before}))`,
    );
  }
}
