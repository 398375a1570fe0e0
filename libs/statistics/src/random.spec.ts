import { randomFrom, seededRandom } from './random.js';

const drawn = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe('Seeded random numbers', () => {
  it('are those of xoshiro128**, worked out by hand from the state 1, 2, 3, 4', () => {
    expect(drawn(3, randomFrom([1, 2, 3, 4]).next)).toEqual([11_520, 0, 5_927_040]);
  });

  it('are the same for one seed and others for the next', () => {
    expect(drawn(20, seededRandom(7).next)).toEqual(drawn(20, seededRandom(7).next));
    expect(drawn(20, seededRandom(7).next)).not.toEqual(drawn(20, seededRandom(8).next));
  });

  it('fall on every number below a bound about equally often', () => {
    const random = seededRandom(1);
    const times = new Map<number, number>();
    for (let draw = 0; draw < 6000; draw += 1) {
      const value = random.below(6);
      times.set(value, (times.get(value) ?? 0) + 1);
    }
    expect([...times.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    // Six standard deviations of Binomial(6000, 1/6).
    for (const count of times.values()) expect(Math.abs(count - 1000)).toBeLessThan(6 * Math.sqrt((6000 * 5) / 36));
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN])('refuse %p as a seed', (seed) => {
    expect(() => seededRandom(seed)).toThrow(RangeError);
  });
});
