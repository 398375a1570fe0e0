import fc from 'fast-check';
import { hashTaggedKey, reconnectDelayMs } from './index.js';

describe('the delay before a reconnect', () => {
  it('grows with the attempt and stays between 40 ms and a second for ever', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, dice) => {
          const delayMs = reconnectDelayMs(attempt, () => dice);
          expect(delayMs).toBeGreaterThanOrEqual(40);
          expect(delayMs).toBeLessThanOrEqual(1_000);
        },
      ),
    );
    expect([1, 2, 10, 100].map((attempt) => reconnectDelayMs(attempt, () => 0))).toEqual([50, 100, 500, 1_000]);
  });
});

describe('a key', () => {
  it('keeps everything of one owner in one slot of a cluster', () => {
    expect(hashTaggedKey('rpc', 'interviews', 'requests')).toBe('rpc:{interviews}:requests');
  });
});
