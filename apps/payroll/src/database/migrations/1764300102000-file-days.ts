import type { MigrationInterface, QueryRunner } from 'typeorm';

const marks = ['created_on date', 'origin text', 'day_number integer', 'first_sequence integer'];

/** Files of before keep what they say of themselves: their day in Greenwich, and traces from 1. */
export class FileDays1764300102000 implements MigrationInterface {
  readonly name = 'FileDays1764300102000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE payout_file_day (
      created_on date NOT NULL,
      origin text NOT NULL,
      files integer NOT NULL CONSTRAINT payout_file_day_files_check CHECK ("files" BETWEEN 1 AND 36),
      entries integer NOT NULL CONSTRAINT payout_file_day_entries_check CHECK ("entries" BETWEEN 1 AND 9999999),
      PRIMARY KEY (created_on, origin)
    )`);
    for (const column of marks) await queryRunner.query(`ALTER TABLE payout_file ADD COLUMN ${column}`);
    await queryRunner.query(`UPDATE payout_file f SET origin = 'unknown', first_sequence = 1, created_on = n.day, day_number = n.number
      FROM (SELECT id, (created_at AT TIME ZONE 'UTC')::date AS day,
          row_number() OVER (PARTITION BY (created_at AT TIME ZONE 'UTC')::date ORDER BY id) AS number FROM payout_file) n
      WHERE n.id = f.id`);
    for (const column of marks) {
      await queryRunner.query(`ALTER TABLE payout_file ALTER COLUMN ${column.split(' ')[0]} SET NOT NULL`);
    }
    await queryRunner.query(`ALTER TABLE payout_file ADD CONSTRAINT payout_file_created_on_origin_day_number_key
      UNIQUE (created_on, origin, day_number)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const column of marks) await queryRunner.query(`ALTER TABLE payout_file DROP COLUMN ${column.split(' ')[0]}`);
    await queryRunner.query('DROP TABLE payout_file_day');
  }
}
