import { bandsOf, rankRange } from './candidate-bands.js';

const ranked = (...bands: [band: number, rank: number, count: number][]) =>
  bands.flatMap(([band, rank, count]) =>
    Array.from({ length: count }, (_, index) => ({ band, rank, id: `${band}.${index}` })),
  );
const ranges = (bands: ReturnType<typeof bandsOf>) =>
  bands.map((band) => [band.band, rankRange(band), band.members.length]);

describe('bands of candidates', () => {
  it('give all of a band the places that they share', () => {
    expect(ranges(bandsOf(ranked([1, 1, 4], [2, 5, 1], [3, 6, 2]), true))).toEqual([
      [1, '1–4', 4],
      [2, '5', 1],
      [3, '6–7', 2],
    ]);
  });

  it('leave open where a band ends that a further page may go on with', () => {
    expect(ranges(bandsOf(ranked([1, 1, 2], [2, 3, 3]), false))).toEqual([
      [1, '1–2', 2],
      [2, null, 3],
    ]);
  });

  it('keep the places of the whole ranking where filters leave some out', () => {
    const bands = bandsOf(ranked([1, 1, 2], [2, 5, 1], [4, 9, 1]), false);
    expect(ranges(bands)).toEqual([
      [1, '1–4', 2],
      [2, null, 1],
      [4, null, 1],
    ]);
  });

  it('are none where nobody is ranked', () => {
    expect(bandsOf([], true)).toEqual([]);
  });
});
