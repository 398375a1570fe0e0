import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hash of a whole file goes: with the masked text beside it, it would give away account numbers to whoever tries them all. */
export class MaskedFileHash1764300100000 implements MigrationInterface {
  readonly name = 'MaskedFileHash1764300100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE payout_file DROP COLUMN sha256');
    await queryRunner.query('ALTER TABLE payout_file ADD COLUMN masked_sha256 text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE payout_file DROP COLUMN masked_sha256');
    await queryRunner.query('ALTER TABLE payout_file ADD COLUMN sha256 text');
  }
}
