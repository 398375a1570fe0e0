import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventLog1764000200000 implements MigrationInterface {
  readonly name = 'EventLog1764000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createLog(queryRunner);
    await this.createFollowing(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['parked_event', 'event_cursor', 'aggregate_sequence', 'event']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }

  private async createLog(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE event (
        ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        position bigint UNIQUE,
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        subject text NOT NULL,
        sequence bigint NOT NULL,
        time timestamptz NOT NULL,
        correlation_id text NOT NULL,
        causation_id text,
        data jsonb NOT NULL,
        UNIQUE (subject, sequence)
      )`);
    await queryRunner.query('CREATE INDEX event_unplaced_idx ON event (ordinal) WHERE position IS NULL');
    await appendOnly(queryRunner, 'event', ['position']);
    await queryRunner.query('CREATE TABLE aggregate_sequence (subject text PRIMARY KEY, sequence bigint NOT NULL)');
  }

  private async createFollowing(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE event_cursor (
        subscriber text NOT NULL,
        producer text NOT NULL,
        position bigint NOT NULL,
        tries int NOT NULL,
        holder text,
        held_until timestamptz,
        PRIMARY KEY (subscriber, producer)
      )`);
    await queryRunner.query(`
      CREATE TABLE parked_event (
        subscriber text NOT NULL,
        producer text NOT NULL,
        position bigint NOT NULL,
        event_id uuid NOT NULL,
        subject text NOT NULL,
        envelope jsonb NOT NULL,
        problem jsonb,
        parked_at timestamptz NOT NULL,
        rerun_requested_at timestamptz,
        tries int NOT NULL,
        PRIMARY KEY (subscriber, producer, position)
      )`);
    await queryRunner.query(
      'CREATE INDEX parked_event_subject_idx ON parked_event (subscriber, producer, subject, position)',
    );
    await queryRunner.query(`
      CREATE INDEX parked_event_rerun_idx ON parked_event (subscriber, producer, position)
      WHERE rerun_requested_at IS NOT NULL`);
  }
}
