import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CommandsAndLimits1764000000000 implements MigrationInterface {
  readonly name = 'CommandsAndLimits1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE idempotent_command (
        actor text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        kind text NOT NULL CONSTRAINT idempotent_command_kind_check CHECK ("kind" IN ('ordinary', 'money')),
        reply json,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (actor, key)
      )`);
    await queryRunner.query('CREATE INDEX idempotent_command_created_at_idx ON idempotent_command (created_at)');
    await queryRunner.query(`
      CREATE TABLE limit_counter (
        counter text NOT NULL,
        key text NOT NULL,
        window_start timestamptz NOT NULL,
        used bigint NOT NULL,
        PRIMARY KEY (counter, key, window_start)
      )`);
    await queryRunner.query('CREATE INDEX limit_counter_window_start_idx ON limit_counter (window_start)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE limit_counter');
    await queryRunner.query('DROP TABLE idempotent_command');
  }
}
