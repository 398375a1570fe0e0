import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { databaseSchema } from '../database.schema.js';
import { LimitCounters } from './limit-counters.js';

const windowStart = new Date('2026-01-05T00:00:00Z');

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase('events', { ...databaseSchema, poolSize: 10 });
});

afterAll(async () => {
  await test?.drop();
});

function take(key: string, by: number | bigint, limit: number | bigint, start = windowStart): Promise<boolean> {
  return test.database.transaction((tx) =>
    LimitCounters.take(tx, { counter: 'mail:day', key, windowStart: start, by, limit }),
  );
}

const used = (key: string) => LimitCounters.used(test.database.read, { counter: 'mail:day', key, windowStart });

describe('A limit', () => {
  it('lets exactly its number through when 200 callers come at once', async () => {
    const granted = await Promise.all(Array.from({ length: 200 }, () => take('crowd', 1, 37)));
    expect(granted.filter(Boolean)).toHaveLength(37);
    expect(await used('crowd')).toBe(37n);
  });

  it('takes all of an amount or nothing', async () => {
    expect(await take('whole', 60, 100)).toBe(true);
    expect(await take('whole', 41, 100)).toBe(false);
    expect(await take('whole', 40, 100)).toBe(true);
    expect(await take('too much at once', 101, 100)).toBe(false);
    expect(await used('too much at once')).toBe(0n);
  });

  it('counts money beyond what a double holds', async () => {
    const limit = 9_007_199_254_740_993n;
    expect(await take('money', limit, limit)).toBe(true);
    expect(await take('money', 1n, limit)).toBe(false);
    expect(await used('money')).toBe(limit);
  });

  it('starts anew with the next window and forgets old ones', async () => {
    const nextDay = new Date('2026-01-06T00:00:00Z');
    expect(await take('days', 1, 1)).toBe(true);
    expect(await take('days', 1, 1)).toBe(false);
    expect(await take('days', 1, 1, nextDay)).toBe(true);
    await test.database.transaction((tx) => LimitCounters.forgetBefore(tx, nextDay));
    const rows = await test.database.read.query(`SELECT window_start FROM limit_counter WHERE key = 'days'`);
    expect(rows).toEqual([{ window_start: nextDay }]);
  });

  it('has room again for what was given back, and never more than all of it', async () => {
    const window = { counter: 'mail:day', key: 'estimate', windowStart };
    expect(await take('estimate', 100, 100)).toBe(true);
    await test.database.transaction((tx) => LimitCounters.giveBack(tx, window, 30));
    expect(await take('estimate', 31, 100)).toBe(false);
    expect(await take('estimate', 30, 100)).toBe(true);
    await test.database.transaction((tx) => LimitCounters.giveBack(tx, window, 1_000));
    expect(await used('estimate')).toBe(0n);
  });

  it('tells who has used how much of a window, those who are asked for first and then the most used', async () => {
    const start = new Date('2026-02-01T00:00:00Z');
    for (const [key, by] of Object.entries({ little: 1, more: 20, most: 9_007_199_254_740_993n, asked: 5 })) {
      await take(key, by, by, start);
    }
    const window = { counter: 'mail:day', windowStart: start };
    const order = { first: ['asked', 'never counted'], limit: 3 };
    expect(await LimitCounters.ofWindow(test.database.read, window, order)).toEqual({
      used: 9_007_199_254_741_019n,
      counters: [
        { key: 'asked', used: 5n },
        { key: 'most', used: 9_007_199_254_740_993n },
        { key: 'more', used: 20n },
      ],
    });
    const others = { counter: 'mail:day', windowStart: new Date('2026-02-02T00:00:00Z') };
    expect(await LimitCounters.ofWindow(test.database.read, others, order)).toEqual({ used: 0n, counters: [] });
  });

  it('counts nothing of a transaction that rolls back', async () => {
    const failing = test.database.transaction(async (tx) => {
      await LimitCounters.take(tx, { counter: 'mail:day', key: 'rolled back', windowStart, by: 1, limit: 1 });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await used('rolled back')).toBe(0n);
  });

  it('is never taken from by a negative amount', async () => {
    await expect(take('negative', -1, 10)).rejects.toThrow(RangeError);
  });
});
