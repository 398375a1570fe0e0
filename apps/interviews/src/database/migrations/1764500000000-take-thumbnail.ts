import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakeThumbnail1764500000000 implements MigrationInterface {
  readonly name = 'TakeThumbnail1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE take ADD COLUMN thumbnail_key text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE take DROP COLUMN thumbnail_key');
  }
}
