import { ManualClock } from '@guildhall/clock';
import type { Database } from '@guildhall/database';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import pg from 'pg';
import { jobsSchema } from './index.js';
import { JobIntentStore } from './job-intent.store.js';
import { jobFigures } from './job-metrics.js';

interface Plan {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

describe('with 100,000 jobs of next month', () => {
  let db: TestDatabase;
  const now = new ManualClock().now();

  /** Rows that the statement read, those that it did not want included. */
  const rowsReadBy = async (ask: (database: Database) => Promise<unknown>) => {
    let rows = 0;
    const query = async (sql: string, parameters: unknown[]) => {
      const [{ 'QUERY PLAN': plans }] = await db.database.dataSource.query(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        parameters,
      );
      for (const { Plan: plan } of plans) rows += rowsOf(plan);
      return await db.database.dataSource.query(sql, parameters);
    };
    await ask({ dataSource: { query } } as unknown as Database);
    return rows;
  };

  beforeAll(async () => {
    db = await testDatabase('interviews', jobsSchema);
    await db.database.dataSource.query(
      `INSERT INTO job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at)
       SELECT gen_random_uuid(), 'quick', 'quick-work', '{}', '{}', 'waiting', 0, 0,
         $1::timestamptz + interval '30 days' + number * interval '1 second', now()
       FROM generate_series(1, 100000) AS number`,
      [now],
    );
    const admin = new pg.Client({ connectionString: db.adminUrl });
    await admin.connect();
    await admin.query('ANALYZE interviews.job_intent');
    await admin.end();
  });
  afterAll(() => db?.drop());

  it('the end of a sweep and a scrape of the metrics read a handful of rows', async () => {
    const options = { names: ['quick-work'], handOutAgainAfterMs: 10_000, deadAfterMs: 15_000 };
    const ask = (database: Database) => new JobIntentStore(database).msUntilNext(now, options);
    expect(await rowsReadBy(ask)).toBeLessThan(50);
    expect(await rowsReadBy((database) => jobFigures(database, now))).toBeLessThan(50);
  });

  it('the next one to fall due is known', async () => {
    const options = { names: ['quick-work'], handOutAgainAfterMs: 10_000, deadAfterMs: 15_000 };
    const ms = await new JobIntentStore(db.database).msUntilNext(now, options);
    expect(ms).toBe(30 * 86_400_000 + 1_000);
  });

  it('what has to be handed out again waits for others, however many are due', async () => {
    const options = { names: ['quick-work'], handOutAgainAfterMs: 10_000, deadAfterMs: 15_000 };
    const due = (dispatchedAt: string | null) =>
      db.database.dataSource.query(
        `UPDATE job_intent SET run_after = $1, dispatched_at = ${dispatchedAt}
         WHERE id = (SELECT id FROM job_intent ORDER BY run_after LIMIT 1)`,
        [now],
      );
    await due(`clock_timestamp() - interval '1 hour'`);
    expect(await new JobIntentStore(db.database).msUntilNext(now, options)).toBe(5_000);
    await due('NULL');
    expect(await new JobIntentStore(db.database).msUntilNext(now, options)).toBeLessThanOrEqual(0);
  });
});

function rowsOf(plan: Plan): number {
  const read = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsOf(part), read);
}
