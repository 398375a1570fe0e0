import { ManualClock } from '@guildhall/clock';
import { AppError } from '@guildhall/errors';
import { type TestDatabase, type TestRedis, testDatabase, testRedis, waitFor } from '@guildhall/testing';
import { type JobProcess, jobProcess, quick, type Work } from '../test/job-house.js';
import { jobsSchema, ParkJob, PutOff, RetryLater } from './index.js';
import type { JobRun } from './job-run.js';

type Handle = (work: Work, run: JobRun) => Promise<void>;

describe('a job', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let house: JobProcess;
  let handle: Handle;
  const clock = new ManualClock();
  const ran: number[] = [];

  const enqueue = (number: number, options = {}) =>
    house.database.transaction((tx) => house.jobs.enqueue(tx, quick, { number }, options));
  const row = async (id: string) => {
    const [found] = await house.database.dataSource.query('SELECT * FROM job_intent WHERE id = $1', [id.slice(4)]);
    return found;
  };
  const jobsInRedis = async () => (await redis.redis.keys('*:quick:*')).filter((key) => /[0-9a-f]{32}-\d+$/.test(key));

  beforeAll(async () => {
    [db, redis] = await Promise.all([testDatabase('interviews', jobsSchema), testRedis()]);
    house = await jobProcess({
      db,
      redisUrl: redis.url,
      clock,
      handlers: { 'quick-work': (payload, run) => handle(payload as Work, run) },
    });
  });
  beforeEach(async () => {
    await house.database.dataSource.query('DELETE FROM job_intent');
    ran.length = 0;
    handle = async ({ number }) => void ran.push(number);
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
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 1, failures: 0 });
    await waitFor(async () => (await jobsInRedis()).length === 0);
  });

  it('waits for the moment of business time that it was put off to, and says why', async () => {
    const until = new Date(clock.now().getTime() + 86_400_000);
    handle = async ({ number }) => {
      ran.push(number);
      if (clock.now() < until) throw new PutOff('The allowance of the day is used up.', until);
    };
    const id = await enqueue(3);
    await house.jobs.drain();
    const problem = { detail: 'The allowance of the day is used up.' };
    expect(await row(id)).toMatchObject({ state: 'waiting', failures: 0, run_after: until, problem });
    clock.advance({ days: 1 });
    await house.jobs.drain();
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 2, failures: 0, problem: null });
    expect(ran).toEqual([3, 3]);
  });

  it('has a day for an outage, also where it was put off for days before', async () => {
    const outcomes = ['away', 'put off', 'away'];
    handle = async ({ number }) => {
      ran.push(number);
      const outcome = outcomes.shift();
      if (outcome === 'put off') {
        // The attempt's own moments are the database's time, which no test moves: they are moved into the past.
        await house.database.dataSource.query(
          `UPDATE job_intent SET first_started_at = first_started_at - interval '25 hours',
             outage_since = outage_since - interval '25 hours'`,
        );
        throw new PutOff('The allowance of the day is used up.', clock.now());
      }
      if (outcome === 'away') throw new AppError('unavailable', 'The model is away.');
    };
    const id = await enqueue(12);
    await house.jobs.drain({ retries: true });
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 4, failures: 0 });
  });

  it('is parked when the outage has lasted for a day', async () => {
    handle = async () => {
      await house.database.dataSource.query(`UPDATE job_intent SET outage_since = outage_since - interval '1 day'`);
      throw new AppError('unavailable', 'The model is away.');
    };
    const id = await enqueue(13);
    await house.jobs.drain({ retries: true });
    // The second attempt's failure moves the beginning, the third one finds it moved.
    expect(await row(id)).toMatchObject({ state: 'parked', attempt: 3, failures: 0 });
  });

  it('never runs when its transaction rolls back', async () => {
    const rolledBack = house.database.transaction(async (tx) => {
      await house.jobs.enqueue(tx, quick, { number: 2 });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await house.jobs.drain();
    expect(ran).toEqual([]);
  });

  it('is written once per key, also by 20 callers at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => enqueue(3, { key: 'take-1' })));
    expect(new Set(ids).size).toBe(1);
    await house.jobs.drain();
    expect(await enqueue(3, { key: 'take-1' })).toBe(ids[0]);
    await house.jobs.drain();
    expect(ran).toEqual([3]);
  });

  it('waits for its business time, whatever the wall clock says', async () => {
    await enqueue(4, { runAfter: new Date(clock.now().getTime() + 3_600_000) });
    await house.jobs.drain();
    expect(ran).toEqual([]);
    clock.advance({ hours: 1 });
    await house.jobs.drain();
    expect(ran).toEqual([4]);
  });

  it('does not run before its time by the clock of its worker, when another process has handed it over by its own', async () => {
    const ahead = new ManualClock(new Date(clock.now().getTime() + 1_000));
    const other = await jobProcess({ db, redisUrl: redis.url, clock: ahead, works: false });
    const id = await enqueue(11, { runAfter: ahead.now() });
    await other.jobs.drain();
    expect(ran).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'waiting', attempt: 0, failures: 0 });
    clock.advance({ seconds: 1 });
    await house.jobs.drain({ retries: true });
    expect(ran).toEqual([11]);
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 1 });
    await other.close();
  });

  it('runs as the service, in the course of what made it necessary', async () => {
    let run: JobRun | undefined;
    handle = async (_work, own) => {
      run = own;
    };
    const actor = { kind: 'applicant' as const, id: 'per_1' };
    const id = await enqueue(5, {
      context: { correlationId: 'req_5', actor, idempotency: { key: 'k', fingerprint: 'f' } },
    });
    await house.jobs.drain();
    expect(run?.context).toEqual({
      correlationId: 'req_5',
      causationId: id,
      actor: { kind: 'service', id: 'interviews' },
    });
    expect((await row(id)).origin).toEqual({ correlationId: 'req_5', actor });
  });

  it('is retried and then parked with its reason, and runs again when a person says so', async () => {
    handle = async ({ number }) => {
      ran.push(number);
      throw new AppError('upload_hash_mismatch', 'The recording is not what was sent.');
    };
    const id = await enqueue(6);
    await house.jobs.drain({ retries: true });
    expect(ran).toEqual([6, 6, 6]);
    const { data } = await house.jobs.parked.list({});
    expect(data).toMatchObject([
      {
        id,
        name: 'quick-work',
        payload: { number: 6 },
        attempts: 3,
        problem: { code: 'upload_hash_mismatch', status: 409, detail: 'The recording is not what was sent.' },
      },
    ]);
    handle = async ({ number }) => void ran.push(number);
    await house.database.transaction((tx) => house.jobs.parked.rerun(tx, id));
    await house.jobs.drain();
    expect(ran).toHaveLength(4);
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 4, failures: 0, problem: null });
    const again = house.database.transaction((tx) => house.jobs.parked.rerun(tx, id));
    await expect(again).rejects.toMatchObject({ code: 'job_not_parked' });
  });

  it('comes back when a vendor said so, without losing an attempt', async () => {
    handle = async ({ number }) => {
      ran.push(number);
      if (ran.length < 6) throw new RetryLater('429 from the model', 1);
    };
    const id = await enqueue(7);
    await house.jobs.drain({ retries: true });
    expect(ran).toHaveLength(6);
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 6, failures: 0 });
  });

  it('comes back without losing an attempt where its handler found the database away', async () => {
    handle = async ({ number }) => {
      ran.push(number);
      if (ran.length < 2) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    };
    const id = await enqueue(10);
    await house.jobs.drain({ retries: true });
    expect(await row(id)).toMatchObject({ state: 'done', attempt: 2, failures: 0 });
  });

  it('is parked at once when its handler knows that nothing will help', async () => {
    handle = async () => {
      throw new ParkJob('The model refuses this content.');
    };
    const id = await enqueue(8);
    await house.jobs.drain();
    expect(await row(id)).toMatchObject({
      state: 'parked',
      attempt: 1,
      problem: { detail: expect.stringMatching(/refuses/) },
    });
  });

  it('is forgotten a month after it was done, together with all others, however many they are', async () => {
    await house.database.dataSource.query(
      `INSERT INTO job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at, ended_at)
       SELECT gen_random_uuid(), 'quick', 'quick-work', '{}', '{}', 'done', 1, 0, now(), now(), now() - interval '31 days'
       FROM generate_series(1, 5000)`,
    );
    await house.jobs.drain();
    const left = async () => (await house.database.dataSource.query('SELECT FROM job_intent LIMIT 1')).length;
    await waitFor(async () => (await left()) === 0, { timeoutMs: 12_000 });
  });

  it('is aborted when its time is over, and tried again', async () => {
    let reason: unknown;
    handle = (_work, run) =>
      new Promise((_, reject) => {
        run.signal.addEventListener('abort', () => {
          reason = run.signal.reason;
          reject(new Error('stopped'));
        });
      });
    const brief = { ...quick, queue: 'brief', name: 'brief-work', timeoutMs: 30, attempts: 1 };
    const own = await jobProcess({
      db,
      redisUrl: redis.url,
      clock,
      definitions: [brief],
      handlers: { 'brief-work': (work, run) => handle(work as Work, run) },
    });
    const id = await own.database.transaction((tx) => own.jobs.enqueue(tx, brief, { number: 9 }));
    await own.jobs.drain();
    expect(reason).toMatchObject({ name: 'JobTimeout' });
    expect((await row(id)).problem.detail).toBe(`${id} did not end within 30 ms.`);
    await own.close();
  });
});
