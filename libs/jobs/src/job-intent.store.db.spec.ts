import { ManualClock } from '@guildhall/clock';
import type { Database } from '@guildhall/database';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import pg from 'pg';
import { jobsSchema } from './index.js';
import { JobIntentStore } from './job-intent.store.js';
import { jobFigures } from './job-metrics.js';
import { WaitingJobs } from './waiting-jobs.js';

interface Plan {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

describe('with 100,000 jobs of next month', () => {
  let db: TestDatabase;
  const clock = new ManualClock();
  const now = clock.now();

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
    await ask({ dataSource: { query }, read: { query } } as unknown as Database);
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

  it('which of them are late, and which were put off to a moment, is answered from a handful of rows', async () => {
    expect(await rowsReadBy((database) => new WaitingJobs(database, clock).byQueue())).toBeLessThan(50);
    expect(await rowsReadBy((database) => new WaitingJobs(database, clock).putOffTo(now, 10))).toBeLessThan(50);
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

  it('late is what could have been begun or tried again, and not what waits for another attempt or another day', async () => {
    const tomorrow = new Date(now.getTime() + 86_400_000);
    const rows = [
      `('slow', 'waiting', $1::timestamptz - interval '1 day', interval '5 minutes', NULL, NULL)`,
      `('slow', 'waiting', $1::timestamptz - interval '1 minute', interval '1 day', NULL, NULL)`,
      `('tried-again', 'waiting', $1::timestamptz - interval '1 day', interval '1 day', interval '2 minutes', NULL)`,
      `('tried-later', 'waiting', $1::timestamptz - interval '1 day', interval '1 day', interval '-2 minutes', NULL)`,
      `('put-off', 'waiting', $1::timestamptz + interval '1 day', interval '1 day', interval '1 day', '{"detail":"Why"}')`,
      `('daily', 'waiting', $1::timestamptz + interval '1 day', interval '1 day', NULL, NULL)`,
      ...['running', 'done', 'parked'].map(
        (state) => `('${state}', '${state}', $1::timestamptz - interval '1 day', interval '1 day', NULL, NULL)`,
      ),
    ];
    await db.database.dataSource.query(
      `INSERT INTO job_intent
         (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at, retry_at, problem)
       SELECT gen_random_uuid(), queue, 'certain', '{"takeId":"tak_1"}', '{}', state, 0, 0, run_after,
         clock_timestamp() - age, clock_timestamp() - tried, problem::jsonb
       FROM (VALUES ${rows.join()}) AS certain (queue, state, run_after, age, tried, problem)`,
      [now],
    );
    const waiting = new WaitingJobs(db.database, clock);
    const { queues, moreWait } = await waiting.byQueue();
    const rounded = queues.map(({ oldestWaitingSeconds, ...queue }) => ({
      ...queue,
      minutes: Math.floor(oldestWaitingSeconds / 60),
    }));
    expect(rounded).toEqual([
      { queue: 'slow', waiting: 2, minutes: 5 },
      { queue: 'tried-again', waiting: 1, minutes: 2 },
      // That of the test before, by the clock that stands still.
      { queue: 'quick', waiting: 1, minutes: 0 },
    ]);
    expect(moreWait).toBe(false);
    expect(await waiting.putOffTo(tomorrow, 10)).toEqual([{ payload: { takeId: 'tak_1' }, reason: 'Why' }]);
    expect(await waiting.putOffTo(now, 10)).toEqual([]);
    await db.database.dataSource.query(`DELETE FROM job_intent WHERE name = 'certain'`);
  });

  it('of those that are late no more are counted than asked for, and their number is called the least', async () => {
    await db.database.dataSource.query(
      `UPDATE job_intent SET run_after = run_after - interval '60 days', created_at = now() - interval '60 days'
       WHERE run_after > $1`,
      [now],
    );
    const late = (database: Database) => new WaitingJobs(database, clock, 100).byQueue();
    expect(await late(db.database)).toEqual({
      queues: [{ queue: 'quick', waiting: 101, oldestWaitingSeconds: expect.any(Number) }],
      moreWait: true,
    });
    expect(await rowsReadBy(late)).toBeLessThan(1_000);
  });
});

function rowsOf(plan: Plan): number {
  const read = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsOf(part), read);
}
