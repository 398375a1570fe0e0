import { markedParts } from './marked-parts.js';

const marked = (sentence: string, ...matches: [start: number, length: number][]) =>
  markedParts(
    sentence,
    matches.map(([start, length]) => ({ start, length })),
  )
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('');

describe('a sentence in which words were found', () => {
  it('is whole, with what was looked for marked', () => {
    expect(marked('Free cash flow, free of debt.', [15, 5], [0, 4])).toBe('[Free] cash flow,[ free] of debt.');
    expect(marked('Nothing here.')).toBe('Nothing here.');
    expect(marked('', [0, 4])).toBe('');
  });

  it('keeps every letter once where places overlap or lie outside', () => {
    expect(marked('abcdef', [1, 3], [2, 3], [5, 9], [40, 2], [-1, 2])).toBe('a[bcd][e][f]');
  });
});
