import { isUnsure, piecesOf } from './marked-words.js';

const marked = (...words: string[]) => words.map((word) => ({ word, mark: word.startsWith('u') ? 'unsure' : null }));
const textOf = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join('');

describe('the words of a sentence', () => {
  it('are marked where they stand, with all that is between them', () => {
    const pieces = piecesOf('An unit, then: units.', marked('An', 'unit', 'then', 'units'));
    expect(pieces.map(({ text, mark }) => [text, mark])).toEqual([
      ['An ', null],
      ['unit', 'unsure'],
      [', then: ', null],
      ['units', 'unsure'],
      ['.', null],
    ]);
  });

  it('are found one after the other, so that the same word twice is marked where it was unsure', () => {
    const words = [
      { word: 'so', mark: null },
      { word: 'so', mark: 'unsure' },
    ];
    expect(piecesOf('so so', words).map(({ text, mark }) => [text, mark])).toEqual([
      ['so ', null],
      ['so', 'unsure'],
    ]);
  });

  it.each([
    ['', marked('unit')],
    ['Nothing is marked.', []],
    ['Spelt otherwise: 20 %', marked('twenty', 'percent', 'unsaid')],
    ['كلمات عربية', marked('عربية')],
  ])('never lose anything of "%s"', (sentence, words) => {
    expect(textOf(piecesOf(sentence, words))).toBe(sentence);
  });

  it('are unsure below 0.6, and not where the engine says nothing', () => {
    expect([0.59, 0.6, null].map(isUnsure)).toEqual([true, false, false]);
  });
});
