import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JobIntent1764000100000 implements MigrationInterface {
  readonly name = 'JobIntent1764000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE job_intent (
        id uuid PRIMARY KEY,
        queue text NOT NULL,
        name text NOT NULL,
        key text,
        payload jsonb NOT NULL,
        origin jsonb NOT NULL,
        state text NOT NULL CONSTRAINT job_intent_state_check CHECK ("state" IN ('waiting', 'running', 'done', 'parked')),
        attempt int NOT NULL,
        failures int NOT NULL,
        run_after timestamptz NOT NULL,
        retry_at timestamptz,
        dispatched_at timestamptz,
        heartbeat_at timestamptz,
        first_started_at timestamptz,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        problem jsonb
      )`);
    await queryRunner.query(
      `CREATE INDEX job_intent_waiting_idx ON job_intent (run_after, retry_at, dispatched_at) WHERE state = 'waiting'`,
    );
    await queryRunner.query(`CREATE INDEX job_intent_running_idx ON job_intent (id) WHERE state = 'running'`);
    await queryRunner.query(`CREATE INDEX job_intent_parked_idx ON job_intent (id) WHERE state = 'parked'`);
    await queryRunner.query(`CREATE INDEX job_intent_done_idx ON job_intent (ended_at) WHERE state = 'done'`);
    await queryRunner.query(`CREATE UNIQUE INDEX job_intent_key_idx ON job_intent (name, key) WHERE key IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE job_intent');
  }
}
