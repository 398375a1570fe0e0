import type { CallContext } from '@guildhall/messages/contract';
import { latch, type TestDatabase, testDatabase, waitFor } from '@guildhall/testing';
import { databaseSchema } from '../database.schema.js';
import { LimitCounters } from '../limits/limit-counters.js';
import { forgetCommands } from './forget-commands.js';
import { runOnce, runOnceAfter } from './run-once.js';

const window = { counter: 'test:effects', key: 'all', windowStart: new Date('2026-01-05T00:00:00Z') };

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase('accounts', { ...databaseSchema, poolSize: 5 });
});

afterAll(async () => {
  await test?.drop();
});

function contextWith(key: string, fingerprint = 'a'.repeat(64), actorId = 'per_1'): CallContext {
  return { correlationId: 'test', actor: { kind: 'applicant', id: actorId }, idempotency: { key, fingerprint } };
}

/** An effect that can be counted: how often it ran is in the database, where only committed runs show. */
function countedEffect(key: string) {
  return {
    run: async (tx: Parameters<Parameters<typeof runOnce>[2]>[0]) => {
      await LimitCounters.take(tx, { ...window, key, by: 1, limit: 1_000 });
      return { id: crypto.randomUUID(), at: new Date() };
    },
    count: () => LimitCounters.used(test.database.read, { ...window, key }),
  };
}

describe('A command with an idempotency key', () => {
  it('takes effect once and answers 100 simultaneous repeats alike, on five connections', async () => {
    const effect = countedEffect('hundred');
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => runOnce(test.database, contextWith('hundred'), effect.run)),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await effect.count()).toBe(1n);
  });

  it('takes effect again for another key and for another person with the same key', async () => {
    const effect = countedEffect('others');
    await runOnce(test.database, contextWith('key-1'), effect.run);
    await runOnce(test.database, contextWith('key-2'), effect.run);
    await runOnce(test.database, contextWith('key-2', 'a'.repeat(64), 'per_2'), effect.run);
    expect(await effect.count()).toBe(3n);
  });

  it('is refused when the key came with another request before', async () => {
    const effect = countedEffect('reused');
    await runOnce(test.database, contextWith('reused'), effect.run);
    await expect(runOnce(test.database, contextWith('reused', 'b'.repeat(64)), effect.run)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await effect.count()).toBe(1n);
  });

  it('may be repeated with the same key after it failed', async () => {
    const effect = countedEffect('failed');
    const fail = runOnce(test.database, contextWith('failed'), async (tx) => {
      await effect.run(tx);
      throw new Error('the effect fails');
    });
    await expect(fail).rejects.toThrow('the effect fails');
    expect(await effect.count()).toBe(0n);
    await runOnce(test.database, contextWith('failed'), effect.run);
    expect(await effect.count()).toBe(1n);
  });

  it('answers that the first still runs, holding no connection while it waits', async () => {
    const effect = countedEffect('slow');
    const gate = latch();
    const started = latch();
    const first = runOnce(test.database, contextWith('slow'), async (tx) => {
      started.open();
      await gate.opened;
      return await effect.run(tx);
    });
    await started.opened;
    // More repeats than connections: if each held one, the pool would be empty and `ping` would fail.
    const repeats = Array.from({ length: 20 }, () =>
      runOnce(test.database, contextWith('slow'), effect.run, { waitTimeoutMs: 600 }),
    );
    const settled = Promise.allSettled(repeats);
    await test.database.ping();
    const codes = (await settled).map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'answered'));
    expect(new Set(codes)).toEqual(new Set(['in_progress']));
    gate.open();
    await first;
    expect(await effect.count()).toBe(1n);
  });

  it('takes effect for the repeat that waited when the first one failed', async () => {
    const effect = countedEffect('handed-on');
    const gate = latch();
    const started = latch();
    const first = runOnce(test.database, contextWith('handed-on'), async () => {
      started.open();
      await gate.opened;
      throw new Error('the first fails');
    });
    const outcome = expect(first).rejects.toThrow('the first fails');
    await started.opened;
    const second = runOnce(test.database, contextWith('handed-on'), effect.run);
    gate.open();
    await outcome;
    await second;
    expect(await effect.count()).toBe(1n);
  });

  it('does not repeat a secret and does not keep it', async () => {
    const secret = { token: 'shown-once' };
    const context = contextWith('secret');
    expect(await runOnce(test.database, context, async () => secret, { secret: true })).toEqual(secret);
    await expect(runOnce(test.database, context, async () => secret, { secret: true })).rejects.toMatchObject({
      code: 'secret_not_repeated',
    });
    const rows = await test.database.read.query(`SELECT * FROM idempotent_command WHERE key = 'secret'`);
    expect(JSON.stringify(rows)).not.toContain('shown-once');
  });

  it('is forgotten after 24 hours, unless it moved money', async () => {
    for (const kind of ['ordinary', 'money'] as const) {
      await runOnce(test.database, contextWith(`old-${kind}`), async () => ({ kind }), { kind });
    }
    await runOnce(test.database, contextWith('young'), async () => ({}));
    await test.database.read.query(
      `UPDATE idempotent_command SET created_at = created_at - interval '25 hours' WHERE key LIKE 'old-%'`,
    );
    expect(await forgetCommands(test.database)).toBe(1);
    const rows: { key: string }[] = await test.database.read.query('SELECT key FROM idempotent_command');
    const keys = rows.map((row) => row.key);
    expect(keys).toEqual(expect.arrayContaining(['old-money', 'young']));
    expect(keys).not.toContain('old-ordinary');
  });

  it('frees its key at once when the connection that runs it is killed', async () => {
    const effect = countedEffect('killed');
    const first = runOnce(test.database, contextWith('killed'), async (tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await test.database.dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      return await effect.run(tx);
    });
    await expect(first).rejects.toMatchObject({ code: 'unavailable' });
    await waitFor(async () => (await runOnce(test.database, contextWith('killed'), effect.run)) !== null);
    expect(await effect.count()).toBe(1n);
  });
});

describe('A command whose effect uses up what it has to show', () => {
  /** Shows a code that works once. */
  function codeWord(key: string) {
    let isUsed = false;
    const effect = countedEffect(key);
    const check = async () => {
      if (isUsed) throw new Error('The code was used.');
      return 'the code';
    };
    const work = async (tx: Parameters<typeof effect.run>[0], shown: string) => {
      isUsed = true;
      return { ...(await effect.run(tx)), shown };
    };
    return { check, work, count: effect.count };
  }

  it('answers its repeat from memory, though the check would fail by then', async () => {
    const { check, work, count } = codeWord('used-up');
    const context = contextWith('used-up');
    const first = await runOnceAfter(test.database, context, check, work);
    expect(first.shown).toBe('the code');
    expect(await runOnceAfter(test.database, context, check, work)).toEqual(first);
    const otherBody = runOnceAfter(test.database, contextWith('used-up', 'b'.repeat(64)), check, work);
    await expect(otherBody).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await count()).toBe(1n);
  });

  it('fails with the check for another key, and for none', async () => {
    const { check, work } = codeWord('another');
    await runOnceAfter(test.database, contextWith('first'), check, work);
    const again = runOnceAfter(test.database, contextWith('second'), check, work);
    await expect(again).rejects.toThrow('The code was used.');
    const withoutKey: CallContext = { correlationId: 'test', actor: { kind: 'anonymous' } };
    await expect(runOnceAfter(test.database, withoutKey, check, work)).rejects.toThrow('The code was used.');
  });

  it('tells a repeat of an answer with a secret that it is given once', async () => {
    const { check, work } = codeWord('secret-code');
    const context = contextWith('secret-code');
    await runOnceAfter(test.database, context, check, work, { secret: true });
    const again = runOnceAfter(test.database, context, check, work, { secret: true });
    await expect(again).rejects.toMatchObject({ code: 'secret_not_repeated' });
  });
});
