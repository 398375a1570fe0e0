import { longestQuote, quoteOf } from './marked-quote.js';

const first = 'I recompute the totals from the source.';
const second = "I don't trust it before that.";

describe('a marked quote', () => {
  it('is made of whole words, however roughly they were selected', () => {
    expect(quoteOf([{ text: first, from: 4, to: 18 }])).toBe('recompute the totals');
    expect(quoteOf([{ text: second, from: 4, to: 10 }])).toBe("don't trust");
  });

  it('does not reach over to a word that only its end touches', () => {
    expect(quoteOf([{ text: first, from: 0, to: 12 }])).toBe('I recompute');
  });

  it('joins sentences as the transcript does', () => {
    expect(
      quoteOf([
        { text: first, from: 28, to: first.length },
        { text: second, from: 0, to: 3 },
      ]),
    ).toBe("the source. I don't");
  });

  it.each([
    ['of nothing', [{ text: first, from: 5, to: 5 }]],
    ['of a space', [{ text: first, from: 1, to: 2 }]],
    ['of no sentence', []],
    ['that is too long', [{ text: 'word '.repeat(longestQuote / 5 + 1), from: 0, to: longestQuote + 4 }]],
  ])('is none %s', (_, parts) => {
    expect(quoteOf(parts)).toBeNull();
  });
});
