import { partsOf } from './take-parts.js';

describe('The parts of a take', () => {
  it('follow one another without a gap', () => {
    expect(partsOf([{ durationMs: 6_120 }, { durationMs: 45_003 }, { durationMs: 100 }])).toEqual([
      { number: 1, startSeconds: 0, durationSeconds: 6.12 },
      { number: 2, startSeconds: 6.12, durationSeconds: 45.003 },
      { number: 3, startSeconds: 51.123, durationSeconds: 0.1 },
    ]);
  });

  it('are not told before all of them were probed', () => {
    expect(partsOf([])).toEqual([]);
    expect(partsOf([{ durationMs: 6_120 }, { durationMs: null }])).toEqual([]);
  });
});
