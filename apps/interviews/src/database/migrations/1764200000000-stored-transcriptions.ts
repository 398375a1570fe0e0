import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StoredTranscriptions1764200000000 implements MigrationInterface {
  readonly name = 'StoredTranscriptions1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE stored_transcription (
        id uuid PRIMARY KEY,
        interview_id uuid NOT NULL,
        input_hash text NOT NULL,
        record jsonb NOT NULL,
        raw_body text NOT NULL,
        requested_at timestamptz NOT NULL
      )`);
    await queryRunner.query(
      'CREATE INDEX stored_transcription_interview_id_idx ON stored_transcription (interview_id)',
    );
    await queryRunner.query(
      'CREATE UNIQUE INDEX stored_transcription_input_hash_idx ON stored_transcription (input_hash)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE stored_transcription');
  }
}
