import { candidatesOf, readRankingOptions } from './ranking-options.js';

describe('The options of bench:ranking', () => {
  it('are a million rows and ten millions without a word, and a short form by one', () => {
    expect(readRankingOptions([])).toEqual({ rows: 1_000_000, largeRows: 10_000_000 });
    expect(readRankingOptions(['--rows', '20000'])).toEqual({ rows: 20_000, largeRows: null });
    expect(readRankingOptions(['--rows', '20000', '--large', '40000'])).toEqual({ rows: 20_000, largeRows: 40_000 });
  });

  it('read an opening of half the rows, and no more than half a million', () => {
    expect([20_000, 1_000_000, 10_000_000].map(candidatesOf)).toEqual([10_000, 500_000, 500_000]);
  });

  it.each([
    ['--rows', '10'],
    ['--rows', 'many'],
    ['--rows', '20000', '--large', '10000'],
  ])('refuse %s %s', (...words) => {
    expect(() => readRankingOptions(words)).toThrow(/is a whole number from/);
  });
});
