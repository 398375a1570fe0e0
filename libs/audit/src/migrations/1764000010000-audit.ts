import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Audit1764000010000 implements MigrationInterface {
  readonly name = 'Audit1764000010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        actor text NOT NULL,
        correlation_id text,
        details jsonb,
        salt text,
        digest text NOT NULL,
        sealed boolean NOT NULL DEFAULT false
      )`);
    await queryRunner.query('CREATE INDEX audit_entry_subject_at_idx ON audit_entry (subject, at)');
    await queryRunner.query('CREATE INDEX audit_entry_unsealed_idx ON audit_entry (id) WHERE NOT sealed');
    await queryRunner.query(`
      CREATE TABLE audit_seal (
        position bigint PRIMARY KEY,
        entry_id uuid NOT NULL UNIQUE,
        hash text NOT NULL
      )`);
    await appendOnly(queryRunner, 'audit_entry', ['sealed', 'details', 'salt']);
    await appendOnly(queryRunner, 'audit_seal');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_seal');
    await queryRunner.query('DROP TABLE audit_entry');
  }
}
