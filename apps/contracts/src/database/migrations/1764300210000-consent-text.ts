import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConsentText1764300210000 implements MigrationInterface {
  readonly name = 'ConsentText1764300210000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE evidence ADD COLUMN consent_text_sha256 text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE evidence DROP COLUMN consent_text_sha256');
  }
}
