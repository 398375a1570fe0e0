import { appendOnly } from '@guildhall/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'ALTER TABLE ranking_entry ADD COLUMN band_size integer',
  `UPDATE ranking_entry SET band_size = band.size
     FROM (SELECT ranking_id, band, count(*)::integer AS size FROM ranking_entry GROUP BY ranking_id, band) AS band
     WHERE band.ranking_id = ranking_entry.ranking_id AND band.band = ranking_entry.band`,
  'ALTER TABLE ranking_entry ALTER COLUMN band_size SET NOT NULL',
  'CREATE TABLE scorecard_outline (scorecard_id uuid PRIMARY KEY, outline jsonb NOT NULL)',
  // They are made from results by the job that ranks an opening.
  `INSERT INTO job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at)
     SELECT gen_random_uuid(), 'ranking', 'rank-opening',
       jsonb_build_object('openingId', 'opn_' || replace(opening_id::text, '-', '')),
       '{"correlationId": "req_update", "actor": {"kind": "service", "id": "interviews"}}', 'waiting', 0, 0, now(), now()
     FROM (SELECT DISTINCT opening_id FROM scorecard WHERE outcome = 'ranked') AS ranked`,
];

/** What lists show of a result is kept beside it, and how many share a band beside each place. */
export class Outlines1764570000003 implements MigrationInterface {
  readonly name = 'Outlines1764570000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
    await appendOnly(queryRunner, 'scorecard_outline');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE scorecard_outline');
    await queryRunner.query('ALTER TABLE ranking_entry DROP COLUMN band_size');
  }
}
