import { gapAt, placesTo } from './drag-places.js';

const middles = [50, 150, 250];

describe('an entry that is pulled to another place', () => {
  it('is held before, between or behind the others', () => {
    expect([0, 50, 51, 200, 900].map((y) => gapAt(middles, y))).toEqual([0, 0, 1, 2, 3]);
  });

  it.each([
    { from: 0, places: [0, 0, 1, 2] },
    { from: 1, places: [-1, 0, 0, 1] },
    { from: 2, places: [-2, -1, 0, 0] },
  ])('moves from place $from by what lies between, and stays in the gaps beside it', ({ from, places }) => {
    expect([0, 1, 2, 3].map((gap) => placesTo(gap, from))).toEqual(places);
  });
});
