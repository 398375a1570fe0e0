import { bandsOf, rankRange } from './candidate-bands.js';

const ranked = (...bands: [band: number, rank: number, bandSize: number | null, count: number][]) =>
  bands.flatMap(([band, rank, bandSize, count]) =>
    Array.from({ length: count }, (_, index) => ({ band, rank, bandSize, id: `${band}.${index}` })),
  );
const ranges = (bands: ReturnType<typeof bandsOf>) =>
  bands.map((band) => [band.band, rankRange(band), band.members.length]);

describe('bands of candidates', () => {
  it('give all of a band the places that they share, however many of them are shown', () => {
    expect(ranges(bandsOf(ranked([1, 1, 4, 4], [2, 5, 1, 1], [4, 9, 12, 2])))).toEqual([
      [1, '1–4', 4],
      [2, '5', 1],
      [4, '9–20', 2],
    ]);
  });

  it('leave open where a band ends that nobody has seen the end of', () => {
    expect(ranges(bandsOf(ranked([1, 1, 2, 2], [2, 3, null, 3])))).toEqual([
      [1, '1–2', 2],
      [2, null, 3],
    ]);
  });

  it('are none where nobody is ranked', () => {
    expect(bandsOf([])).toEqual([]);
  });
});
