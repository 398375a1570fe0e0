import { AppError } from '@guildhall/errors';
import { type PrivateRedis, privateRedis, waitFor } from '@guildhall/testing';
import { Redis } from 'ioredis';
import { startTypeScript, type TypeScriptProcess } from '../../testing/src/typescript-process/index.js';
import { addToTally, echo } from '../test/tally.messages.js';
import { type Caller, freshKey, type Replica, startCaller, startReplica } from '../test/tally.replica.js';
import { requestStreamKey } from './wire.js';

const stream = requestStreamKey('events');
const actor = { kind: 'anonymous' } as const;

describe('calls, when something fails', () => {
  let server: PrivateRedis;
  let caller: Caller;
  let redis: Redis;
  const replicas: Replica[] = [];
  const processes: TypeScriptProcess[] = [];

  async function replica(options?: { concurrency?: number }) {
    const started = await startReplica(server.url, options);
    replicas.push(started);
    return started;
  }

  async function replicaProcess() {
    const started = startTypeScript(new URL('../test/replica.main.ts', import.meta.url), [server.url]);
    processes.push(started);
    await started.message();
    return started;
  }

  /** One command with a key of its own; the tally counts each key once. */
  function add(tally: string, workMs = 0, timeoutMs?: number) {
    const context = { correlationId: 'req_f', actor, idempotency: freshKey() };
    const options = timeoutMs === undefined ? { context } : { context, timeoutMs };
    return caller.client.call(addToTally, { tally, by: 1, workMs }, options);
  }

  function many<T>(count: number, one: () => Promise<T>): Promise<T[]> {
    return Promise.all(Array.from({ length: count }, one));
  }

  /** How long the call took, and what became of it: `ok` or the error's code. */
  async function timed(call: Promise<unknown>) {
    const startedAt = performance.now();
    const outcome = await call.then(
      () => 'ok',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
    return { outcome, ms: performance.now() - startedAt };
  }

  beforeAll(async () => {
    server = await privateRedis();
    redis = new Redis(server.url, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    caller = await startCaller(server.url);
  });
  beforeEach(() => redis.flushall());
  afterEach(async () => {
    await Promise.all([
      ...replicas.splice(0).map((one) => one.close()),
      ...processes.splice(0).map((one) => one.kill()),
    ]);
  });
  afterAll(async () => {
    await caller.client.close();
    redis.disconnect();
    await server.drop();
  });

  it('are shared between two replicas, and take effect once each', async () => {
    const pair = [await replica(), await replica()];
    await many(400, () => add('shared', 1));
    expect(await redis.get('shared')).toBe('400');
    // Each is run by one of them. On a busy machine some wait for longer than one try, and are sent again; never are all run by both.
    expect(await redis.llen('runs')).toBeLessThan(800);
    for (const one of pair) {
      const answered = await one.metrics.registry.getSingleMetric('rpc_requests_total')?.get();
      expect(answered?.values[0]?.value).toBeGreaterThan(0);
    }
  });

  it('take effect once when a replica is killed with requests in flight', async () => {
    const [doomed] = await Promise.all([replicaProcess(), replicaProcess()]);
    const calls = many(100, () => add('killed', 100));
    await waitFor(async () => (await redis.llen('runs')) > 50);
    await doomed!.kill();
    await calls;
    expect(await redis.get('killed')).toBe('100');
    // More runs than effects: some were begun by the one that died.
    expect(await redis.llen('runs')).toBeGreaterThan(100);
  });

  it('are sent again when a replica dies between being given a request and deleting it', async () => {
    await redis.xgroup('CREATE', stream, 'replicas', '0', 'MKSTREAM');
    const call = timed(add('given', 0));
    await waitFor(async () => (await redis.xlen(stream)) === 1);
    await redis.xreadgroup('GROUP', 'replicas', 'dying', 'COUNT', 1, 'NOACK', 'STREAMS', stream, '>');
    await replica();
    const { outcome, ms } = await call;
    expect(outcome).toBe('ok');
    expect(ms).toBeLessThan(4_000);
  });

  it('are answered after FLUSHALL, also those that were in flight', async () => {
    await replica();
    const calls = many(50, () => add('flushed', 50));
    await waitFor(async () => (await redis.llen('runs')) > 0);
    await redis.flushall();
    const after = many(50, () => add('flushed', 0));
    await expect(Promise.all([calls, after])).resolves.toBeDefined();
    await expect(timed(caller.client.call(echo, { text: 'x' }))).resolves.toMatchObject({ outcome: 'ok' });
  });

  it('resume when Redis was restarted, also those that were in flight', async () => {
    await replica();
    const calls = many(50, () => timed(add('restarted', 200)));
    await waitFor(async () => (await redis.llen('runs')) > 0);
    await server.restart();
    for (const { outcome, ms } of await calls) {
      expect(['ok', 'unavailable']).toContain(outcome);
      expect(ms).toBeLessThan(8_000);
    }
    await waitFor(async () => (await timed(caller.client.call(echo, { text: 'x' }))).outcome === 'ok');
    expect((await timed(caller.client.call(echo, { text: 'x' }))).ms).toBeLessThan(500);
  });

  it('are told that Redis is away within about a second, then at once, and resume when it is back', async () => {
    await replica();
    await server.kill();
    try {
      const first = await many(20, () => timed(caller.client.call(echo, { text: 'x' })));
      for (const { outcome, ms } of first) {
        expect(outcome).toBe('unavailable');
        expect(ms).toBeLessThan(1_500);
      }
      const later = await timed(caller.client.call(echo, { text: 'x' }));
      expect(later.outcome).toBe('unavailable');
      expect(later.ms).toBeLessThan(100);
    } finally {
      await server.start();
    }
    await waitFor(async () => (await timed(caller.client.call(echo, { text: 'x' }))).outcome === 'ok');
  });

  it('are told that Redis does not answer when it hangs, and are answered when it goes on', async () => {
    await replica();
    await caller.client.call(echo, { text: 'x' });
    const pid = Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
    process.kill(pid, 'SIGSTOP');
    try {
      const { outcome, ms } = await timed(caller.client.call(echo, { text: 'x' }));
      expect(outcome).toBe('unavailable');
      expect(ms).toBeLessThan(3_000);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await waitFor(async () => (await timed(caller.client.call(echo, { text: 'x' }))).outcome === 'ok');
  });

  it('are refused while Redis has no memory left', async () => {
    await replica();
    await redis.config('SET', 'maxmemory', '1');
    try {
      const { outcome, ms } = await timed(caller.client.call(echo, { text: 'x' }));
      expect(outcome).toBe('unavailable');
      expect(ms).toBeLessThan(500);
    } finally {
      await redis.config('SET', 'maxmemory', '0');
    }
  });

  it('lose nothing when a replica drains: it ends what it has, and leaves the rest to the others', async () => {
    const leaving = await replica({ concurrency: 8 });
    const calls = many(40, () => add('drained', 150));
    await waitFor(async () => (await redis.llen('runs')) === 8);
    const drained = leaving.server.drain(5_000);
    await replica({ concurrency: 64 });
    await expect(drained).resolves.toBe(0);
    await calls;
    expect(await redis.get('drained')).toBe('40');
    expect(await redis.llen('runs')).toBe(40);
  });

  it('that outlive a drain are counted, and answered by another replica', async () => {
    const leaving = await replica();
    const call = add('outlived', 800);
    await waitFor(async () => (await redis.llen('runs')) === 1);
    await expect(leaving.server.drain(100)).resolves.toBe(1);
    await replica();
    await expect(call).resolves.toEqual({ total: 1 });
  });

  it('run at most as many at once as the replica allows', async () => {
    const limited = await replica({ concurrency: 4 });
    const calls = many(30, () => add('limited', 20));
    let most = 0;
    await waitFor(async () => {
      const gauge = await limited.metrics.registry.getSingleMetric('rpc_requests_in_flight')?.get();
      most = Math.max(most, gauge?.values[0]?.value ?? 0);
      return (await redis.get('limited')) === '30';
    });
    await calls;
    expect(most).toBe(4);
  });

  it('leave nothing behind that grows: entries whose deletion was lost are trimmed by age', async () => {
    await redis.xadd(stream, '1000-0', 'm', 'from long ago');
    await redis.xgroup('CREATE', stream, 'replicas', '$');
    await replica();
    await waitFor(async () => (await redis.xlen(stream)) === 0, { timeoutMs: 10_000 });
  });
});
