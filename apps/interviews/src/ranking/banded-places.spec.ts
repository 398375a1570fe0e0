import fc from 'fast-check';
import { rankBands } from '../scoring/rank-bands.js';
import { bandedPlaces } from './banded-places.js';

const entries = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    totalBp: fc.integer({ min: 10_000, max: 50_000 }),
    se: fc.double({ min: 0, max: 0.6, noNaN: true }),
  }),
  { selector: ({ id }) => id, maxLength: 80 },
);

const inOrder = <E extends { id: string; totalBp: number }>(unsorted: E[]) =>
  [...unsorted].sort((a, b) => b.totalBp - a.totalBp || (a.id < b.id ? -1 : 1));

describe('The places of a large ranking', () => {
  it('are those of the rule for bands', () => {
    fc.assert(
      fc.property(entries, fc.double({ min: 0, max: 3.4, noNaN: true }), (ranked, tieZ) => {
        const expected = rankBands(ranked, tieZ).flatMap(({ band, rank, members }) =>
          members.map(({ id, alsoTiesWithPreviousBand }) => ({
            ...{ id, band, rank, alsoTiesWithPreviousBand, bandSize: members.length },
          })),
        );
        const places = bandedPlaces(inOrder(ranked), tieZ);
        expect(
          places.map(({ entry, band, rank, alsoTiesWithPreviousBand, bandSize }) => ({
            ...{ id: entry.id, band, rank, alsoTiesWithPreviousBand, bandSize },
          })),
        ).toEqual(expected);
        expect(places.map(({ place }) => place)).toEqual(places.map((_, index) => index + 1));
      }),
    );
  });

  it('are found for half a million in a few seconds', () => {
    const many = Array.from({ length: 500_000 }, (_, index) => ({
      ...{
        id: String(index).padStart(6, '0'),
        totalBp: 50_000 - Math.floor(index / 13),
        se: 0.3 + (index % 97) / 1_000,
      },
    }));
    const started = performance.now();
    const places = bandedPlaces(many, 1.28);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(places.at(-1)!.place).toBe(500_000);
  }, 30_000);
});
