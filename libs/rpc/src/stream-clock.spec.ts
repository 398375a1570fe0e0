import fc from 'fast-check';
import { StreamClock } from './stream-clock.js';

/** A Redis whose clock is `aheadMs` before the monotonic clock of this process. */
function world() {
  const state = { monotonicMs: 1_000, aheadMs: 1_700_000_000_000 };
  const clock = new StreamClock(() => state.monotonicMs);
  const ask = (toMs: number, backMs: number) => {
    const sentAtMs = state.monotonicMs;
    state.monotonicMs += toMs;
    const readingMs = Math.floor(state.monotonicMs + state.aheadMs);
    state.monotonicMs += backMs;
    clock.observe(readingMs, sentAtMs);
  };
  const errorMs = () => clock.nowMs() - (state.monotonicMs + state.aheadMs);
  return { state, clock, ask, errorMs };
}

describe("Redis' clock as seen from a process", () => {
  it('is known within the fastest round trip so far, however slow the later ones are', () => {
    const delay = fc.double({ min: 0, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(delay, delay), { minLength: 1, maxLength: 20 }), (trips) => {
        const { ask, errorMs } = world();
        for (const [to, back] of trips) ask(to, back);
        const fastestMs = Math.min(...trips.map(([to, back]) => to + back));
        expect(Math.abs(errorMs())).toBeLessThanOrEqual(fastestMs + 1.001);
      }),
    );
  });

  it.each([3_600_000, -3_600_000])('is followed when it jumps by %d ms', (jumpMs) => {
    const { state, ask, errorMs } = world();
    ask(1, 1);
    state.aheadMs += jumpMs;
    ask(1, 1);
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(4);
  });

  it('is never behind an entry that was added already', () => {
    const { state, clock, ask } = world();
    ask(0, 0);
    const id = `${Math.floor(state.monotonicMs + state.aheadMs + 700)}-0`;
    clock.observeEntry(id);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(Number.parseInt(id, 10));
  });
});
