import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PersonLocale1764530000000 implements MigrationInterface {
  readonly name = 'PersonLocale1764530000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE person ADD COLUMN locale text NOT NULL DEFAULT 'en'
        CONSTRAINT person_locale_check CHECK ("locale" IN ('en', 'ar'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE person DROP COLUMN locale');
  }
}
