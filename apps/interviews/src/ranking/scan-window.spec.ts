import { placesPerPage, scanPlaces } from './scan-window.js';

/** A ranking of `size` places of which every `each`th is let through. */
function pageOf(size: number, each: number, after: number, limit: number) {
  const read = async ({ after: from, upTo, limit: most }: { after: number; upTo: number; limit: number }) => {
    const places = Array.from({ length: Math.max(0, Math.min(size, upTo) - from) }, (_, index) => from + index + 1);
    const passing = places.filter((place) => place % each === 0);
    return passing.slice(0, most).map((place) => ({ place }));
  };
  return scanPlaces({ after, limit }, read, async (place) => size > place);
}

describe('A page of a ranking that is filtered', () => {
  it('holds what was asked for, and goes on behind its last place', async () => {
    const { rows, nextPlace } = await pageOf(100, 2, 10, 5);
    expect(rows.map(({ place }) => place)).toEqual([12, 14, 16, 18, 20]);
    expect(nextPlace).toBe(20);
  });

  it('ends where the ranking does', async () => {
    expect(await pageOf(20, 2, 10, 5)).toEqual({
      rows: [12, 14, 16, 18, 20].map((place) => ({ place })),
      nextPlace: null,
    });
    expect(await pageOf(0, 1, 0, 5)).toEqual({ rows: [], nextPlace: null });
  });

  it('looks at so many places and no more, and says that there are others', async () => {
    const size = 3 * placesPerPage;
    expect(await pageOf(size, size, 0, 5)).toEqual({ rows: [], nextPlace: placesPerPage });
    const last = await pageOf(size, size, 2 * placesPerPage, 5);
    expect(last).toEqual({ rows: [{ place: size }], nextPlace: null });
  });
});
