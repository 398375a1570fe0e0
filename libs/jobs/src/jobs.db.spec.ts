import { ManualClock } from '@guildhall/clock';
import { type TestDatabase, type TestRedis, testDatabase, testRedis, waitFor } from '@guildhall/testing';
import { type JobProcess, jobProcess, quick, slow } from '../test/job-house.js';
import { jobsSchema, ParkJob, RetryLater } from './index.js';
import type { JobHandler } from './job-run.js';

describe('a job', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let handler: JobHandler;
  let house: JobProcess;
  const clock = new ManualClock();
  const ran: number[] = [];

  const enqueue = (number: number, options = {}) =>
    house.database.transaction((tx) => house.jobs.enqueue(tx, quick, { number }, options));
  const stateOf = async (id: string) => {
    const [row] = await house.database.dataSource.query(
      `SELECT state, attempt, failures, problem, payload, origin FROM job_intent WHERE id = $1`,
      [id.slice(4)],
    );
    return row;
  };

  beforeAll(async () => {
    db = await testDatabase('interviews', jobsSchema);
    redis = await testRedis();
    house = await jobProcess({
      db,
      redisUrl: redis.url,
      clock,
      handlers: { 'quick-work': (payload, run) => handler(payload, run) },
    });
  });
  beforeEach(() => {
    ran.length = 0;
    handler = async (payload) => void ran.push((payload as { number: number }).number);
  });
  afterAll(async () => {
    await house?.close();
    await redis?.drop();
    await db?.drop();
  });

  it('runs once its transaction has committed, and leaves nothing in Redis', async () => {
    const id = await enqueue(1);
    await house.jobs.drain();
    expect(ran).toEqual([1]);
    expect(await stateOf(id)).toMatchObject({ state: 'done', attempt: 1, failures: 0 });
    await waitFor(async () => (await redis.redis.keys('*-1')).length === 0);
  });

  it('never runs when its transaction rolls back', async () => {
    await expect(
      house.database.transaction(async (tx) => {
        await house.jobs.enqueue(tx, quick, { number: 2 });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await house.jobs.drain();
    expect(ran).toEqual([]);
  });
});
