import { secondsWithin } from './time-map.js';

const ends = [
  { bytes: 100, seconds: 0.5 },
  { bytes: 250, seconds: 1 },
  { bytes: 400, seconds: 1.5 },
];

describe('The seconds that some bytes hold', () => {
  it('count whole slices alone', () => {
    expect([0, 99, 100, 249, 250, 399, 400, 1_000].map((bytes) => secondsWithin(ends, bytes))).toEqual([
      ...[0, 0, 0.5, 0.5],
      ...[1, 1, 1.5, 1.5],
    ]);
  });

  it('are none of nothing', () => {
    expect(secondsWithin([], 500)).toBe(0);
  });
});
