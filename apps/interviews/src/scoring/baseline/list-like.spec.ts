import { tokenize } from '../tokens.js';
import { isListLike, type WordingFigures, wordingFigures } from './list-like.js';

/** Plain speech: no sign of a list. */
const speech: WordingFigures = {
  functionShare: 0.45,
  pronounsAndAuxiliariesPer100: 14,
  longestContentRun: 3,
  contentRunTokens: 0,
  contentRunShare: 0,
  repeatedPairShare: 0,
  topPairShare: 0,
  topPairCount: 0,
};
const isList = (figures: Partial<WordingFigures>) => isListLike({ ...speech, ...figures });

describe('What tells a list from sentences', () => {
  it('is two signs of five, or words in runs as a sixth, and never one of them', () => {
    const signs: Partial<WordingFigures>[] = [
      { functionShare: 0.299 },
      { pronounsAndAuxiliariesPer100: 5.9 },
      { longestContentRun: 9 },
      { contentRunShare: 0.2 },
      { repeatedPairShare: 0.101 },
      { topPairCount: 4, topPairShare: 0.06 },
    ];
    expect(isList({})).toBe(false);
    for (const [at, sign] of signs.entries()) {
      expect(isList(sign)).toBe(false);
      for (const other of signs.slice(at + 1)) expect(isList({ ...sign, ...other })).toBe(true);
    }
  });

  it.each<[string, Partial<WordingFigures>, boolean]>([
    ['a pair said four times, a tenth of all', { topPairCount: 4, topPairShare: 0.1 }, true],
    ['a pair said four times, just less than a tenth', { topPairCount: 4, topPairShare: 0.099 }, false],
    ['a pair said three times, whatever its share', { topPairCount: 3, topPairShare: 0.5 }, false],
    ['that pair as the second sign', { topPairCount: 4, topPairShare: 0.06, functionShare: 0.29 }, true],
    ['just less than that as the second sign', { topPairCount: 4, topPairShare: 0.059, functionShare: 0.29 }, false],
    ['three times as the second sign', { topPairCount: 3, topPairShare: 0.5, functionShare: 0.29 }, false],
    ['run after run: twenty words, a quarter of all', { contentRunTokens: 20, contentRunShare: 0.25 }, true],
    ['nineteen words in runs', { contentRunTokens: 19, contentRunShare: 0.25 }, false],
    ['words in runs, just less than a quarter', { contentRunTokens: 20, contentRunShare: 0.249 }, false],
  ])('%s: %j', (_, figures, expected) => {
    expect(isList(figures)).toBe(expected);
  });

  it('lets a short answer name its subject three times, and not four', () => {
    const others = 'First I would open the annual report. Then she could check it against the annual report.';
    const third = 'After that they may ask about the annual report.';
    const fourth = 'It is the annual report.';
    const figuresOf = (text: string) => wordingFigures(tokenize(text));
    const thrice = figuresOf(`${others} ${third}`);
    const often = figuresOf(`${others} ${third} ${fourth}`);
    expect([thrice.topPairCount, often.topPairCount]).toEqual([3, 4]);
    expect(thrice.topPairShare).toBeGreaterThanOrEqual(0.1);
    expect([isListLike(thrice), isListLike(often)]).toEqual([false, true]);
  });
});
