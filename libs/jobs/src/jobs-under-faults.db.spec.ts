import { setTimeout as delay } from 'node:timers/promises';
import { latch, type PrivateRedis, privateRedis, type TestDatabase, testDatabase, waitFor } from '@guildhall/testing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { type JobProcess, jobProcess, quick, slow, testKeys, type Work } from '../test/job-house.js';
import { jobsSchema } from './index.js';
import type { JobHandler, JobRun } from './job-run.js';

/** Acknowledged work has to go on within 60 s of any fault; these are well below it. */
const resumeMs = 20_000;

describe('acknowledged jobs', () => {
  let db: TestDatabase;
  let redis: PrivateRedis;
  let client: Redis;
  let handle: JobHandler;
  const open: JobProcess[] = [];
  const ran: number[] = [];

  const start = async (options: Partial<Parameters<typeof jobProcess>[0]> = {}) => {
    const handler: JobHandler = (payload, run) => handle(payload, run);
    const handlers = { 'quick-work': handler, 'slow-work': handler };
    const house = await jobProcess({ db, redisUrl: redis.url, handlers, ...options });
    open.push(house);
    return house;
  };
  const enqueue = (house: JobProcess, definition: typeof quick, count: number) =>
    house.database.transaction(async (tx) => {
      const ids: string[] = [];
      for (let number = 0; number < count; number++) ids.push(await house.jobs.enqueue(tx, definition, { number }));
      return ids;
    });
  const query = (sql: string, parameters: unknown[] = []) => db.database.dataSource.query(sql, parameters);
  const states = async () => {
    const rows = await query('SELECT state, count(*)::int AS jobs FROM job_intent GROUP BY state');
    return Object.fromEntries(rows.map((row: { state: string; jobs: number }) => [row.state, row.jobs]));
  };
  const allDone = (count: number, timeoutMs = resumeMs) =>
    waitFor(async () => (await states())['done'] === count, { timeoutMs, what: 'The end of all jobs' });
  const looksDead = () =>
    query(`UPDATE job_intent SET heartbeat_at = heartbeat_at - interval '1 hour' WHERE state = 'running'`);

  beforeAll(async () => {
    [db, redis] = await Promise.all([testDatabase('interviews', jobsSchema), privateRedis()]);
    client = new Redis(redis.url);
    client.on('error', () => undefined);
  });
  beforeEach(async () => {
    await query('DELETE FROM job_intent');
    await client.flushall();
    ran.length = 0;
    handle = async (payload) => {
      await delay(20);
      ran.push((payload as Work).number);
    };
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((house) => house.close()));
  });
  afterAll(async () => {
    client?.disconnect();
    await redis?.drop();
    await db?.drop();
  });

  it('go on after FLUSHALL, at whatever moment', async () => {
    const house = await start();
    await enqueue(house, quick, 60);
    await waitFor(() => ran.length > 5);
    await client.flushall();
    await allDone(60);
    expect(new Set(ran).size).toBe(60);
  });

  it('go on after Redis was killed and came back, and commit meanwhile without waiting for it', async () => {
    const house = await start();
    await enqueue(house, quick, 30);
    await waitFor(() => ran.length > 3);
    await redis.kill();
    const startedAt = performance.now();
    await enqueue(house, quick, 10);
    expect(performance.now() - startedAt).toBeLessThan(500);
    await redis.start();
    await client.flushall();
    await allDone(40);
  });

  it('go on after every connection to Postgres was cut, again and again', async () => {
    const house = await start();
    await enqueue(house, quick, 40);
    for (let cut = 0; cut < 5; cut++) {
      await delay(100);
      await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jobs-test'`);
    }
    await allDone(40, 40_000);
    expect((await query('SELECT max(failures) AS most FROM job_intent'))[0].most).toBeLessThan(quick.attempts);
  }, 60_000);

  it('run on when their worker was killed four times, and are not lost to a limit of BullMQ', async () => {
    const house = await start({ queues: ['quick'] });
    const [id] = await enqueue(house, slow, 1);
    for (let attempt = 1; attempt <= 4; attempt++) {
      await diesWith(attempt);
      await looksDead();
      house.jobs.settled(0);
    }
    await start();
    await allDone(1);
    expect((await query('SELECT attempt, failures FROM job_intent'))[0]).toEqual({ attempt: 5, failures: 4 });
    expect(id).toBeDefined();
  }, 60_000);

  it('are found within 20 s when their worker is killed', async () => {
    const house = await start({ queues: ['quick'] });
    await enqueue(house, slow, 1);
    await diesWith(1);
    const killedAt = performance.now();
    await start();
    await allDone(1, 30_000);
    expect(performance.now() - killedAt).toBeLessThan(resumeMs);
  }, 60_000);

  it('are parked by their own limit when they kill every worker', async () => {
    const house = await start({ works: false });
    await enqueue(house, slow, 1);
    await query(
      `UPDATE job_intent SET state = 'running', attempt = 5, failures = 4, heartbeat_at = now() - interval '1 hour'`,
    );
    house.jobs.settled(0);
    await waitFor(async () => (await states())['parked'] === 1);
    expect((await house.jobs.parked.list({})).data).toMatchObject([
      { problem: { detail: expect.stringMatching(/died/) } },
    ]);
  });

  it('take effect once when a worker was paused past its hold and woke up beside its successor', async () => {
    const effects = async () =>
      (await query(`SELECT count(*)::int AS effects FROM job_intent WHERE name = 'effect'`))[0].effects;
    const asleep = latch();
    const outcomes: string[] = [];
    const withEffect =
      (house: () => JobProcess, sleeps: boolean): JobHandler =>
      async (_payload, run: JobRun) => {
        if (sleeps) await asleep.opened;
        await house()
          .database.transaction(async (tx) => {
            await run.finish(tx);
            await tx.query(
              `INSERT INTO job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at)
             VALUES (gen_random_uuid(), 'none', 'effect', '{}', '{}', 'done', 0, 0, now(), now())`,
            );
          })
          .then(
            () => outcomes.push(`attempt ${run.attempt} took effect`),
            (error) => {
              outcomes.push(`attempt ${run.attempt}: ${error.name}`);
              throw error;
            },
          );
      };
    const sleeper: JobProcess = await start({
      concurrency: { slow: 1 },
      handlers: { 'slow-work': withEffect(() => sleeper, true) },
    });
    await enqueue(sleeper, slow, 1);
    await waitFor(async () => (await states())['running'] === 1);
    const successor: JobProcess = await start({ handlers: { 'slow-work': withEffect(() => successor, false) } });
    await looksDead();
    successor.jobs.settled(0);
    await waitFor(() => outcomes.length === 1);
    asleep.open();
    await waitFor(() => outcomes.length === 2);
    expect(outcomes).toEqual(['attempt 2 took effect', 'attempt 1: StaleJobRun']);
    expect(await effects()).toBe(1);
    expect((await query('SELECT state, attempt FROM job_intent WHERE name = $1', ['slow-work']))[0]).toEqual({
      state: 'done',
      attempt: 2,
    });
  });

  it('are given back unharmed by a worker that has to stop, and taken up by another at once', async () => {
    const stopping = await start();
    let reason: unknown;
    handle = async (_payload, run) => {
      await new Promise((_, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason)));
    };
    await enqueue(stopping, slow, 1);
    await waitFor(async () => (await states())['running'] === 1);
    const other = await start({ works: false });
    handle = async (_payload, run) => {
      reason = run.attempt;
    };
    other.workers.start();
    const stoppedAt = performance.now();
    await stopping.workers.drain(50);
    await allDone(1);
    expect(performance.now() - stoppedAt).toBeLessThan(3_000);
    expect(reason).toBe(2);
    expect((await query('SELECT failures FROM job_intent'))[0].failures).toBe(0);
  });

  it('run only where their queue is served', async () => {
    const quickOnly = await start({ queues: ['quick'] });
    await enqueue(quickOnly, quick, 2);
    await enqueue(quickOnly, slow, 2);
    await waitFor(async () => (await states())['done'] === 2);
    expect(await states()).toEqual({ done: 2, waiting: 2 });
    await start({ queues: ['slow'] });
    await allDone(4);
  });

  it('cannot be forged, replayed or read by somebody who got into Redis', async () => {
    const house = await start({ works: false });
    const [id] = await enqueue(house, quick, 1);
    const key = await waitFor(async () => {
      const found = (await client.keys('*:quick:*')).filter((name) => /[0-9a-f]{32}-1$/.test(name));
      return found[0];
    });
    const { data } = await client.hgetall(key);
    expect(data).not.toContain('number');
    house.workers.start();
    await allDone(1);
    const queue = new Queue('quick', { connection: client, prefix: '{jobs-interviews-quick}' });
    const forged = JSON.parse(data!.replaceAll('.2.k.', '.2.x.'));
    for (const [index, message] of [forged, JSON.parse(data!), { envelope: null }, {}].entries()) {
      await queue.add('quick-work', message, { jobId: `forged-${index}`, removeOnComplete: true });
    }
    await waitFor(async () => (await queue.getJobCountByTypes('wait', 'active')) === 0);
    expect(ran).toEqual([0]);
    expect((await query('SELECT attempt FROM job_intent WHERE id = $1', [id!.slice(4)]))[0].attempt).toBe(1);
  });

  /** A real process takes the job up and is killed. */
  async function diesWith(attempt: number): Promise<void> {
    const doomed = startTypeScript(new URL('../test/hanging-worker.ts', import.meta.url), [
      db.url,
      redis.url,
      testKeys,
    ]);
    try {
      await waitFor(
        async () => {
          const message = await doomed.message(15_000);
          return (message as { attempt?: number }).attempt === attempt;
        },
        { timeoutMs: 15_000 },
      );
    } finally {
      await doomed.kill();
    }
  }

  async function asAdmin(sql: string): Promise<void> {
    const admin = new pg.Client({ connectionString: db.adminUrl });
    await admin.connect();
    await admin.query(sql);
    await admin.end();
  }
});
