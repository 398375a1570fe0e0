import { type TestDatabase, type TestRedis, testDatabase, testRedis, waitFor } from '@guildhall/testing';
import { type JobProcess, jobProcess, later, quick, slow, sooner, type Work } from '../test/job-house.js';
import { jobsSchema, RetryLater } from './index.js';

const perMinute = 600;
/** Slices of a quarter of a second hold two jobs at ten a second. */
const sliceMs = 200;
const jobs = 10;
const heldMs = 1_500;

/** Two processes that serve the same queues, as replicas do. */
describe('the jobs of a queue', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let processes: JobProcess[];
  let refusals: number;
  const begun: { name: string; number: number; atMs: number }[] = [];

  const enqueue = (definition: typeof quick, number: number) =>
    processes[0]!.database.transaction((tx) => processes[0]!.jobs.enqueue(tx, definition, { number }));
  const begin = (name: string, { number }: Work) => begun.push({ name, number, atMs: performance.now() });
  const isHeld = async () => (await redis.redis.keys('*:slow:limiter')).length > 0;

  beforeAll(async () => {
    [db, redis] = await Promise.all([testDatabase('interviews', jobsSchema), testRedis()]);
    const options = {
      ...{ db, redisUrl: redis.url, perMinute: { quick: perMinute } },
      handlers: {
        'quick-work': async (payload: object) => void begin('quick', payload as Work),
        'slow-work': async (payload: object) => {
          begin('slow', payload as Work);
          if (refusals-- > 0) throw new RetryLater('429 from the vendor', heldMs, { holdsQueue: true });
        },
      },
    };
    processes = [await jobProcess(options), await jobProcess(options)];
  });
  beforeEach(() => {
    begun.length = 0;
    refusals = 0;
  });
  afterAll(async () => {
    for (const each of processes) await each.close();
    await redis?.drop();
    await db?.drop();
  });

  it('begin no faster than the queue may, in all processes together', async () => {
    for (let number = 0; number < jobs; number += 1) await enqueue(quick, number);
    await waitFor(() => begun.length === jobs);
    const times = begun.map(({ atMs }) => atMs);
    const leastMs = (jobs / 2 - 1) * sliceMs;
    // A slice begins with its first job, so the last one may come up to one slice early.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(leastMs - sliceMs);
  });

  it('are begun by their priority, not by when they came', async () => {
    const options = { db, redisUrl: redis.url, definitions: [sooner, later] };
    const handler = (name: string) => async (payload: object) => void begin(name, payload as Work);
    const handlers = { 'sooner-work': handler('sooner'), 'later-work': handler('later') };
    const without = await jobProcess({ ...options, works: false });
    await without.database.transaction(async (tx) => {
      for (const [number, definition] of [later, later, sooner, later, sooner].entries())
        await without.jobs.enqueue(tx, definition, { number });
    });
    await waitFor(async () => (await redis.redis.zcard('{jobs-interviews-ordered}:ordered:prioritized')) === 5);

    const worker = await jobProcess({ ...options, handlers, concurrency: { ordered: 1 } });
    await waitFor(() => begun.length === 5);
    expect(begun.map(({ number }) => number)).toEqual([2, 4, 0, 1, 3]);
    await worker.close();
    await without.close();
  });

  it('all wait for as long as a vendor has told one of them to, and those of other queues do not', async () => {
    refusals = 1;
    await enqueue(slow, 1);
    await waitFor(isHeld);
    const refusedAtMs = begun[0]!.atMs;
    await enqueue(slow, 2);
    await enqueue(quick, 3);
    await waitFor(() => begun.some(({ number }) => number === 3));
    expect(begun.map(({ number }) => number)).toEqual([1, 3]);
    await waitFor(() => begun.length === 4);
    const again = begun.filter(({ name }) => name === 'slow').slice(1);
    expect(again.map(({ number }) => number).sort()).toEqual([1, 2]);
    for (const { atMs } of again) expect(atMs - refusedAtMs).toBeGreaterThanOrEqual(heldMs * 0.9);
  });
});
