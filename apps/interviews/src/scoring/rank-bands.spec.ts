import fc from 'fast-check';
import { isTie, type RankEntry, rankBands } from './rank-bands.js';

const z = 1.2815515655446004;

const worked: RankEntry[] = [
  { id: 'W', totalBp: 10_000, se: 0.3019 },
  { id: 'B', totalBp: 36_500, se: 0.5406 },
  { id: 'E', totalBp: 47_000, se: 0.547 },
  { id: 'C', totalBp: 23_500, se: 0.5241 },
  { id: 'A', totalBp: 43_500, se: 0.5433 },
];

describe('Rank bands', () => {
  it('are those of the worked example', () => {
    const bands = rankBands(worked, z);
    expect(bands.map(({ band, rank, members }) => [band, rank, members.map(({ id }) => id).join('')])).toEqual([
      [1, 1, 'EA'],
      [2, 3, 'B'],
      [3, 4, 'C'],
      [4, 5, 'W'],
    ]);
    const marked = bands.flatMap(({ members }) => members.filter((member) => member.alsoTiesWithPreviousBand));
    expect(marked.map(({ id }) => id)).toEqual(['B']);
  });

  it('are none without applicants', () => {
    expect(rankBands([], z)).toEqual([]);
  });

  it('put equal totals together even where the rule allows no difference', () => {
    const equal = ['b', 'a', 'c'].map((id) => ({ id, totalBp: 30_000, se: 0 }));
    expect(rankBands(equal, 0).map(({ members }) => members.map(({ id }) => id))).toEqual([['a', 'b', 'c']]);
  });

  it('end at the first who does not tie with the leader, even if a later one would', () => {
    const entries = [
      { id: 'lead', totalBp: 40_000, se: 0.1 },
      { id: 'sure', totalBp: 37_000, se: 0.1 },
      { id: 'unsure', totalBp: 36_000, se: 0.9 },
    ];
    expect(rankBands(entries, z).map(({ members }) => members.map(({ id }) => id))).toEqual([
      ['lead'],
      ['sure', 'unsure'],
    ]);
    expect(rankBands(entries, z)[1]!.members.map((member) => member.alsoTiesWithPreviousBand)).toEqual([false, true]);
  });

  const entry = fc.record({
    totalBp: fc.integer({ min: 10_000, max: 50_000 }),
    se: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const field = fc
    .array(entry, { maxLength: 40 })
    .map((drawn) => drawn.map((figures, at) => ({ id: `app_${at}`, ...figures })));

  it('hold everybody once, best first, each tied with the leader, and the next leader not', () => {
    fc.assert(
      fc.property(field, (entries) => {
        const bands = rankBands(entries, z);
        const all = bands.flatMap(({ members }) => members);
        expect(all.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
        const totals = all.map(({ totalBp }) => totalBp);
        expect(totals).toEqual([...totals].sort((a, b) => b - a));
        let place = 1;
        bands.forEach(({ rank, band, members }, at) => {
          expect([rank, band]).toEqual([place, at + 1]);
          for (const member of members) expect(isTie(members[0]!, member, z)).toBe(true);
          const next = bands[at + 1]?.members[0];
          if (next) expect(isTie(members[0]!, next, z)).toBe(false);
          place += members.length;
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('do not depend on the order applicants arrive in', () => {
    fc.assert(
      fc.property(field, fc.integer(), (entries, seed) => {
        const shuffled = [...entries].sort((a, b) => hash(a.id, seed) - hash(b.id, seed));
        expect(rankBands(shuffled, z)).toEqual(rankBands(entries, z));
      }),
    );
  });
});

function hash(text: string, seed: number): number {
  return [...text].reduce((value, letter) => Math.imul(value ^ letter.codePointAt(0)!, 16_777_619), seed);
}
