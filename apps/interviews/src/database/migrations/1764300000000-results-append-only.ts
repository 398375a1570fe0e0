import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a result is derived from, and the result: a connection of the service can add to it and rewrite nothing. Whatever
 * erases a person one day brings the right to do so with its own migration.
 */
const frozen: Record<string, string[]> = {
  // A draft becomes published once; its document is what interviews were asked by.
  plan_version: ['state', 'published_at'],
  consent: ['withdrawn_at'],
  transcript: [],
  stored_transcription: [],
  model_call: [],
  scorecard: [],
  scorecard_reading: [],
};

export class ResultsAppendOnly1764300000000 implements MigrationInterface {
  readonly name = 'ResultsAppendOnly1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, updatableColumns] of Object.entries(frozen)) {
      await appendOnly(queryRunner, table, updatableColumns);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const [{ role }] = (await queryRunner.query('SELECT current_schema() AS role')) as [{ role: string }];
    for (const table of Object.keys(frozen)) {
      await queryRunner.query(`GRANT UPDATE, DELETE ON "${table}" TO "${role}"`);
    }
  }
}
