import { placesOf } from './quote-places.js';

const sentences = [
  { n: 1, text: 'I check the figures. ', startSeconds: 0 },
  { n: 2, text: 'Then I check  the source,', startSeconds: 4 },
  { n: 3, text: 'and I check the figures again.', startSeconds: 9 },
];
const found = (text: string, startSeconds: number | null = null) =>
  placesOf(sentences, { text, startSeconds }).map(({ n, from, to }) => [n, sentences[n - 1]!.text.slice(from, to)]);

describe('the place of a quote', () => {
  it('is found whatever the marks, the case and the space between words', () => {
    expect(found('check the SOURCE')).toEqual([[2, 'check  the source,']]);
  });

  it('is the one nearest to its time, and the first without one', () => {
    expect(found('I check the figures', 9.4)).toEqual([[3, 'I check the figures']]);
    expect(found('I check the figures')).toEqual([[1, 'I check the figures.']]);
  });

  it('may run over sentences', () => {
    expect(found('the source and I check')).toEqual([
      [2, 'the source,'],
      [3, 'and I check'],
    ]);
  });

  it.each(['', '…', 'was never said', 'figure'])('is none for "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is found inside of a script without spaces', () => {
    const chinese = [{ n: 1, text: '我先核对数字再打分', startSeconds: 0 }];
    expect(placesOf(chinese, { text: '核对数字', startSeconds: null })).toEqual([{ n: 1, from: 2, to: 6 }]);
  });
});
