import fc from 'fast-check';
import { outcomeOf } from './outcome.js';
import { retryAfterSeconds } from './retry-after.js';
import { nextRetryMs, retryDelaysMs } from './retry-schedule.js';

const now = new Date('2026-03-01T10:00:00Z');
const inMs = (ms: number) => new Date(now.getTime() + ms);
const answered = (status: number, retryAfter: number | null = null) => ({ status, retryAfterSeconds: retryAfter });

describe('the schedule of retries', () => {
  it('is that of Standard Webhooks', () => {
    expect(retryDelaysMs.map((ms) => ms / 1_000)).toEqual([
      ...[0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    ]);
  });

  it('varies by a tenth, and ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
        const delayMs = retryDelaysMs[attempts]!;
        const ms = nextRetryMs(attempts, chance)!;
        expect(ms).toBeGreaterThanOrEqual(0.9 * delayMs - 1);
        expect(ms).toBeLessThanOrEqual(1.1 * delayMs + 1);
      }),
    );
    expect(nextRetryMs(1, 0)).not.toBe(nextRetryMs(1, 1));
    expect(nextRetryMs(10, 0.5)).toBeNull();
  });
});

describe('an answer', () => {
  it.each([200, 201, 202, 204, 299])('of %d is success', (status) => {
    expect(outcomeOf(answered(status), 3, now, 0.5)).toMatchObject({ state: 'delivered', pauseUntil: null });
  });

  it.each([100, 300, 301, 302, 307, 308, 400, 401, 404, 409, 422, 500, 501])('of %d is tried again', (status) => {
    expect(outcomeOf(answered(status), 1, now, 0.5)).toEqual({
      ...{ state: 'waiting', nextAttemptAt: inMs(5_000), pauseUntil: null, isGone: false },
    });
  });

  it('that never came is tried again, ten times in all', () => {
    const none = { status: null, failure: 'connection_refused', retryAfterSeconds: null } as const;
    for (let attempts = 1; attempts < 10; attempts++) {
      const delayMs = retryDelaysMs[attempts]!;
      expect(outcomeOf(none, attempts, now, 0.5)).toMatchObject({ state: 'waiting', nextAttemptAt: inMs(delayMs) });
    }
    expect(outcomeOf(none, 10, now, 0.5)).toMatchObject({ state: 'given_up', isGone: false });
  });

  it('of 410 ends it all', () => {
    expect(outcomeOf(answered(410), 1, now, 0.5)).toMatchObject({ state: 'given_up', isGone: true });
  });

  it.each([429, 502, 504])('of %d slows down', (status) => {
    const outcome = outcomeOf(answered(status), 1, now, 0.5);
    expect(outcome).toMatchObject({ state: 'waiting', pauseUntil: inMs(30_000), nextAttemptAt: inMs(30_000) });
  });

  it('slows down by what it asks for, whatever its status', () => {
    const outcome = outcomeOf(answered(503, 120), 1, now, 0.5);
    expect(outcome).toMatchObject({ pauseUntil: inMs(120_000), nextAttemptAt: inMs(120_000) });
    expect(outcomeOf(answered(429, 1), 2, now, 0.5)).toMatchObject({
      ...{ pauseUntil: inMs(1_000), nextAttemptAt: inMs(300_000) },
    });
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['0', 0],
    ['999999999', 86_400],
    ['Sun, 01 Mar 2026 10:02:00 GMT', 120],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['', null],
    [undefined, null],
  ])('%j asks for %j seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now.getTime())).toBe(seconds);
  });
});
