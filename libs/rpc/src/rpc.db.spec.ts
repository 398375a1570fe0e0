import { AppError } from '@guildhall/errors';
import { type Actor, command, Empty, query } from '@guildhall/messages/contract';
import { runInContext } from '@guildhall/observability';
import { type TestRedis, testRedis, waitFor } from '@guildhall/testing';
import { addSlowly, addToTally, echo, readTally } from '../test/tally.messages.js';
import { type Caller, freshKey, type Replica, signer, startCaller, startReplica } from '../test/tally.replica.js';
import { RedisStreamsServer } from './index.js';
import { maxStreamLength } from './limits.js';
import { requestStreamKey, writeRequest } from './wire.js';

const actor: Actor = { kind: 'staff', id: 'per_1', roles: ['recruiter'] };
const stream = requestStreamKey('events');

async function errorOf(call: Promise<unknown>): Promise<AppError> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`No AppError but ${String(thrown)}.`);
}

describe('a call', () => {
  let test: TestRedis;
  let replica: Replica;
  let caller: Caller;

  beforeAll(async () => {
    test = await testRedis();
    replica = await startReplica(test.url);
    caller = await startCaller(test.url);
  });
  afterAll(async () => {
    await caller.client.close();
    await replica.close();
    await test.drop();
  });

  async function refused(reason: string): Promise<number> {
    const metric = await replica.metrics.registry.getSingleMetric('rpc_requests_refused_total')?.get();
    return metric?.values.find((value) => value.labels.reason === reason)?.value ?? 0;
  }

  /** A request as an honest caller would sign it, but for what is changed. */
  function sealed(changes: {
    audience?: string;
    ttlMs?: number;
    nonce?: string;
    sentAtMs?: number;
    kind?: 'request' | 'wake';
  }) {
    const {
      audience = 'events',
      ttlMs = 5_000,
      nonce = freshKey().key,
      sentAtMs = Date.now(),
      kind = 'request',
    } = changes;
    const header = {
      kind,
      audience,
      ttlMs,
      nonce,
      actor,
      correlationId: 'req_t',
      idempotency: { key: nonce, fingerprint: '' },
    };
    const inputJson = JSON.stringify({ tally: 'forged', by: 1 });
    return signer.seal(
      header,
      writeRequest({ name: addToTally.name, inbox: 'rpc:inbox:gateway:t', sentAtMs, inputJson }),
    );
  }

  it('is answered', async () => {
    await expect(caller.client.call(echo, { text: 'Zoë\n"quoted"' })).resolves.toEqual({ text: 'Zoë\n"quoted"' });
  });

  it('is answered for each of 64 callers at once with their own reply', async () => {
    const texts = Array.from({ length: 640 }, (_, index) => `text ${index}`);
    const replies = await Promise.all(texts.map((text) => caller.client.call(echo, { text })));
    expect(replies.map((reply) => reply.text)).toEqual(texts);
  });

  it('leaves nothing in the stream', async () => {
    await caller.client.call(echo, { text: 'x' });
    await waitFor(async () => (await test.redis.xlen(stream)) === 0);
  });

  it('carries who asks, why, and the idempotency key to where the handler can see them', async () => {
    const context = { correlationId: 'req_1', causationId: 'evt_1', actor, idempotency: freshKey() };
    const seen = await runInContext(context, () => caller.client.call(echo, { text: 'context' }));
    const { idempotency: _, ...asked } = context;
    expect(JSON.parse(seen.text)).toEqual(asked);
    await caller.client.call(addToTally, { tally: 'context', by: 1 }, { context });
    expect(await test.redis.exists(`done:${context.idempotency.key}`)).toBe(1);
  });

  it('takes effect once for all repeats with one key, and once each without a key', async () => {
    const context = { correlationId: 'req_1', actor, idempotency: freshKey() };
    const repeats = Array.from({ length: 20 }, () =>
      caller.client.call(addToTally, { tally: 'once', by: 5 }, { context }),
    );
    expect(new Set((await Promise.all(repeats)).map((reply) => reply.total))).toEqual(new Set([5]));
    await Promise.all([1, 2].map((by) => caller.client.call(addToTally, { tally: 'each', by })));
    await expect(caller.client.call(readTally, { tally: 'each' })).resolves.toEqual({ total: 3 });
  });

  it('fails with the error of the service as it was thrown', async () => {
    const error = await errorOf(caller.client.call(echo, { text: 'app-error' }));
    expect(error).toMatchObject({
      code: 'interview_wrong_state',
      message: 'Interview int_1 is already submitted; ask for a re-score instead.',
      userMessage: 'You have submitted already.',
      details: { state: 'submitted' },
      retryAfterSeconds: 7,
    });
  });

  it('fails with `internal` and no word of a defect, whose text is in the log with the correlation id', async () => {
    const context = { correlationId: 'req_defect', actor };
    const error = await errorOf(caller.client.call(echo, { text: 'defect' }, { context }));
    expect([error.code, JSON.stringify(error.toWire())]).toEqual(['internal', expect.not.stringContaining('canary')]);
    const line = replica.lines.find((one) => one.correlationId === 'req_defect');
    expect(JSON.stringify(line)).toContain('canary');
  });

  it('fails with what a failure means to the service, where it is none of its own errors', async () => {
    expect((await errorOf(caller.client.call(echo, { text: 'away' }, { timeoutMs: 1_000 }))).code).toBe('unavailable');
  });

  it('fails with `internal` where the reply is too large to be sent', async () => {
    expect((await errorOf(caller.client.call(echo, { text: 'huge' }))).code).toBe('internal');
  });

  it('fails with every field that is wrong, and with any that is not known', async () => {
    const wrong = { tally: 7, by: 0, admin: true } as unknown as { tally: string; by: number };
    const error = await errorOf(caller.client.call(addToTally, wrong));
    expect(error.code).toBe('validation_failed');
    expect([...new Set(error.errors?.map((one) => one.field))].sort()).toEqual(['admin', 'by', 'tally']);
  });

  it('for what the replica does not know yet is told to come back', async () => {
    const newer = query('events', 'newer', { input: Empty, output: Empty });
    expect((await errorOf(caller.client.call(newer, {}))).code).toBe('unavailable');
  });

  it('nobody answers ends at its deadline', async () => {
    const lonely = query('accounts', 'nobody', { input: Empty, output: Empty, timeoutMs: 300 });
    const startedAt = performance.now();
    expect((await errorOf(caller.client.call(lonely, {}))).code).toBe('deadline_exceeded');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('to a service that is far behind is refused at once', async () => {
    const full = requestStreamKey('interviews');
    const pipeline = test.redis.pipeline();
    for (let index = 0; index <= maxStreamLength; index++) pipeline.xadd(full, '*', 'm', 'x');
    await pipeline.exec();
    const behind = command('interviews', 'behind', { input: Empty, output: Empty });
    const startedAt = performance.now();
    const error = await errorOf(caller.client.call(behind, {}));
    expect([error.code, error.retryAfterSeconds]).toEqual(['unavailable', 2]);
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(await test.redis.xlen(full)).toBe(maxStreamLength + 1);
  });

  it('may take longer than one try without being sent twice while it waits in the stream', async () => {
    const patient = query('accounts', 'slow', { input: Empty, output: Empty, timeoutMs: 2_600 });
    expect((await errorOf(caller.client.call(patient, {}))).code).toBe('deadline_exceeded');
    const key = requestStreamKey('accounts');
    const waiting = (await test.redis.xrange(key, '-', '+')).map(([, fields]) => fields[1]!);
    const asked = waiting.map((sealed) => signer.open(sealed, { audience: 'accounts', kind: 'request' }).body);
    expect(asked.filter((body) => body.includes('accounts.slow'))).toHaveLength(1);
    expect(waiting.join()).not.toContain('accounts.slow');
  });

  it('whose repeat meets the first request still at work gets the answer of the first', async () => {
    await expect(caller.client.call(addSlowly, { tally: 'slow', by: 2, workMs: 2_500 })).resolves.toEqual({ total: 2 });
    const retries = await caller.metrics.registry.getSingleMetric('rpc_call_retries_total')?.get();
    expect(retries?.values).toContainEqual(expect.objectContaining({ labels: { name: addSlowly.name }, value: 1 }));
  });

  it('that is still running at its deadline says so where a repeat was told', async () => {
    const calling = caller.client.call(addSlowly, { tally: 'slower', by: 2, workMs: 3_500 }, { timeoutMs: 3_000 });
    expect((await errorOf(calling)).code).toBe('in_progress');
  });

  describe('that is not to be believed', () => {
    it.each([
      ['bad_mac', () => sealed({}).replace('req_t', 'req_x')],
      ['unknown_key', () => sealed({}).replace('.2.k1.', '.2.k9.')],
      ['malformed', () => '{"by":1}'],
      ['wrong_audience', () => sealed({ audience: 'accounts' })],
      ['wrong_kind', () => sealed({ kind: 'wake' })],
      ['stale', () => sealed({ sentAtMs: Date.now() - 3_600_000 })],
      ['stale', () => sealed({ sentAtMs: Date.now() + 3_600_000 })],
    ])('is ignored and counted: %s', async (reason, message) => {
      const before = await refused(reason);
      await test.redis.xadd(stream, '*', 'm', message());
      await waitFor(async () => (await refused(reason)) === before + 1);
      expect(await test.redis.exists('forged')).toBe(0);
    });

    it('is ignored when it comes a second time', async () => {
      const message = sealed({});
      await test.redis.xadd(stream, '*', 'm', message);
      await waitFor(async () => (await test.redis.get('forged')) === '1');
      const runs = await test.redis.llen('runs');
      await test.redis.xadd(stream, '*', 'm', message);
      await waitFor(async () => (await refused('replayed')) === 1);
      expect(await test.redis.llen('runs')).toBe(runs);
    });

    it('is ignored when its time is over by the clock of Redis', async () => {
      const aMinuteAgo = Date.now() - 60_000;
      // A stream's ids only rise: this one goes first, into a stream that is made anew.
      await test.redis.del(stream);
      await test.redis.xadd(stream, `${aMinuteAgo}-0`, 'm', sealed({ sentAtMs: aMinuteAgo }));
      await waitFor(async () => (await refused('expired')) === 1);
    });

    it('changes nothing as a reply: neither forged, nor of another service, nor for another inbox', async () => {
      const calling = caller.client.call(addToTally, { tally: 'replies', by: 1, workMs: 1_000 });
      const channel = caller.client.replyChannel;
      const forged = signer.seal(
        { kind: 'reply', audience: 'x', actor, correlationId: '', ttlMs: 1, nonce: 'n' },
        '+{}',
      );
      expect(await test.redis.publish(channel, forged)).toBe(1);
      expect(await test.redis.publish(channel, 'garbage')).toBe(1);
      await expect(calling).resolves.toEqual({ total: 1 });
      const refusals = await caller.metrics.registry.getSingleMetric('rpc_replies_refused_total')?.get();
      expect(refusals?.values.map((value) => value.labels.reason).sort()).toEqual(['malformed', 'wrong_audience']);
    });
  });

  it('is counted on both sides by name and outcome', async () => {
    const [calls, requests] = await Promise.all([
      caller.metrics.registry.metrics(),
      replica.metrics.registry.metrics(),
    ]);
    expect(calls).toMatch(/rpc_calls_total\{name="events.echo",outcome="ok",service="gateway"\} \d+/);
    expect(requests).toMatch(
      /rpc_requests_total\{name="events.echo",outcome="interview_wrong_state",service="events"\} 1/,
    );
    expect(requests).toMatch(/rpc_stream_length\{service="events"\} \d+/);
  });
});

describe('a server', () => {
  const options = {
    redisUrl: 'redis://127.0.0.1:1',
    service: 'events',
    signer,
    logger: null as never,
    metrics: null as never,
  } as const;

  it('does not start while a message has no handler, and names it', () => {
    const server = new RedisStreamsServer(options);
    const handler = async () => undefined;
    server.addHandler(echo.name, handler, false, { definition: echo });
    const problems = 'events.tally.add has no handler: write a controller method with @HandleRpc for it';
    expect(() => server.assertHandlers([echo, addToTally])).toThrow(problems);
    expect(() => server.assertHandlers([])).toThrow('events.echo has a handler, but is not among');
    expect(() => server.assertHandlers([echo])).not.toThrow();
    const listened: unknown[] = [];
    new RedisStreamsServer({ ...options, definitions: [echo] }).listen((error) => listened.push(error));
    expect(String(listened[0])).toContain('events.echo has no handler');
  });

  it('refuses a second handler, one of another service, and one without a definition', () => {
    const server = new RedisStreamsServer(options);
    const handler = async () => undefined;
    server.addHandler(echo.name, handler, false, { definition: echo });
    expect(() => server.addHandler(echo.name, handler, false, { definition: echo })).toThrow('has a second handler');
    const foreign = query('accounts', 'x', { input: Empty, output: Empty });
    expect(() => server.addHandler(foreign.name, handler, false, { definition: foreign })).toThrow(
      'belongs to accounts',
    );
    expect(() => server.addHandler('free.text', handler)).toThrow('must be handled with @HandleRpc');
  });
});
