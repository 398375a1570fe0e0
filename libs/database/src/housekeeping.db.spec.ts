import { ManualClock } from '@guildhall/clock';
import { newId } from '@guildhall/messages/contract';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { databaseSchema } from './database.schema.js';
import { Housekeeping } from './housekeeping.js';
import { runOnce } from './idempotency/run-once.js';
import { LimitCounters } from './limits/limit-counters.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase('events', databaseSchema);
});

afterAll(async () => {
  await test?.drop();
});

describe('Housekeeping', () => {
  it('forgets windows of limits after 40 days and commands after a day, and keeps the rest', async () => {
    const clock = new ManualClock('2026-03-01T00:00:00Z');
    const context = (key: string) => ({
      correlationId: 'test',
      actor: { kind: 'applicant' as const, id: newId('per') },
      idempotency: { key, fingerprint: 'f' },
    });
    for (const day of ['2026-01-19', '2026-01-21', '2026-03-01']) {
      const windowStart = new Date(`${day}T00:00:00Z`);
      await test.database.transaction((tx) =>
        LimitCounters.take(tx, { counter: 'mail:day', key: day, windowStart, by: 1, limit: 1 }),
      );
    }
    for (const key of ['old', 'new']) await runOnce(test.database, context(key), async () => ({ key }));
    await test.database.read.query(
      `UPDATE idempotent_command SET created_at = created_at - interval '25 hours' WHERE key = 'old'`,
    );

    await new Housekeeping({ database: test.database, clock, logger: console }).tidy();

    const windows = await test.database.read.query('SELECT key FROM limit_counter ORDER BY key');
    const commands = await test.database.read.query('SELECT key FROM idempotent_command');
    expect([windows, commands]).toEqual([[{ key: '2026-01-21' }, { key: '2026-03-01' }], [{ key: 'new' }]]);
  });

  it('forgets all that is old enough in one round, however much it is', async () => {
    const housekeeping = new Housekeeping({ database: test.database, clock: new ManualClock(), logger: console });
    await oldKeys(25_000);
    expect(await housekeeping.tidy()).toBe(false);
    expect(await keysLeft()).toBe(0);
  });

  it('says that something is left where its time was over before', async () => {
    const options = { database: test.database, clock: new ManualClock(), logger: console, budgetMs: 0 };
    const housekeeping = new Housekeeping(options);
    await oldKeys(1_500);
    expect(await housekeeping.tidy()).toBe(true);
    expect(await keysLeft()).toBe(500);
    expect(await housekeeping.tidy()).toBe(true);
    expect(await housekeeping.tidy()).toBe(false);
  });

  async function oldKeys(count: number): Promise<void> {
    await test.database.read.query('DELETE FROM idempotent_command');
    await test.database.read.query(
      `INSERT INTO idempotent_command (actor, key, fingerprint, kind, reply, created_at)
       SELECT 'staff:per_1', number::text, 'f', 'ordinary', '{}', now() - interval '25 hours'
       FROM generate_series(1, $1::int) AS number`,
      [count],
    );
  }

  async function keysLeft(): Promise<number> {
    const [row] = await test.database.read.query('SELECT count(*)::int AS keys FROM idempotent_command');
    return row.keys;
  }
});
