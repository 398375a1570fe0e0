import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = {
  transcript_correction: `CREATE TABLE transcript_correction (
    transcript_id uuid NOT NULL,
    sequence integer NOT NULL,
    interview_id uuid NOT NULL,
    sentence integer NOT NULL,
    text text,
    corrected_by uuid NOT NULL,
    corrected_at timestamptz NOT NULL,
    PRIMARY KEY (transcript_id, sequence)
  )`,
  transcript_mistake: `CREATE TABLE transcript_mistake (
    interview_id uuid NOT NULL,
    sequence integer NOT NULL,
    transcript_id uuid NOT NULL,
    sentence integer NOT NULL,
    note text NOT NULL,
    reported_by uuid NOT NULL,
    reported_at timestamptz NOT NULL,
    PRIMARY KEY (interview_id, sequence)
  )`,
};

/** What applicants say of their transcripts: added and never changed, like the transcripts and what is made of them. */
export class TranscriptCorrections1764510000000 implements MigrationInterface {
  readonly name = 'TranscriptCorrections1764510000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, statement] of Object.entries(tables)) {
      await queryRunner.query(statement);
      await appendOnly(queryRunner, table);
    }
    await queryRunner.query(
      'CREATE INDEX transcript_correction_interview_id_idx ON transcript_correction (interview_id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables).reverse()) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
