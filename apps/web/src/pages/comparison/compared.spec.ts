import type { ComparedCandidate } from '../../api/console-schemas.js';
import { bandRuns, comparedIds, differing } from './compared.js';

const id = (digit: string) => `app_${digit.repeat(32)}`;
const criterion = (criterionId: string, level: number | null, word: 'clear' | 'little' | null = null) => ({
  ...{ criterionId, level, word, bestQuote: null },
});
const candidate = (...criteria: ComparedCandidate['criteria']): ComparedCandidate => ({
  ...{ applicationId: id('1'), name: 'A', stage: 'evaluated', rank: 1, band: 1, bandSize: 1 },
  ...{ interval: null, total: null, word: null, criteria },
});

describe('a comparison', () => {
  it('is of two to five, each once', () => {
    expect(comparedIds(`${id('1')},${id('2')},${id('1')}`)).toEqual([id('1'), id('2')]);
    for (const odd of [null, '', id('1'), `${id('1')},x`, '123456'.split('').map(id).join(',')]) {
      expect(comparedIds(odd)).toBeNull();
    }
  });

  it('finds by what people differ: levels, or the words that stand in for them', () => {
    const criteria = ['a', 'b', 'c', 'd'].map((each) => ({ id: each, name: each, levels: [] }));
    const candidates = [
      candidate(criterion('a', 3), criterion('b', 3), criterion('c', null, 'clear'), criterion('d', null)),
      candidate(criterion('a', 3), criterion('b', 4), criterion('c', null, 'little'), criterion('d', null)),
    ];
    expect(differing({ criteria, candidates, isTied: true }).map((each) => each.id)).toEqual(['b', 'c']);
  });

  it('ties those beside each other who are in one band, bandSize: 1, and nobody who is in none', () => {
    const runsOf = (...bands: (number | null)[]) =>
      bandRuns(bands.map((band) => ({ band }))).map(({ length }) => length);
    expect(runsOf(1, 2, 2, 3)).toEqual([1, 2, 1]);
    expect(runsOf(1, 1, 1)).toEqual([3]);
    expect(runsOf(2, 1, 2)).toEqual([1, 1, 1]);
    expect(runsOf(null, null)).toEqual([1, 1]);
    expect(bandRuns([{ band: 1 }, { band: 2 }, { band: 2 }])).toEqual([
      { from: 0, length: 1 },
      { from: 1, length: 2 },
    ]);
  });
});
