import { cut } from './text-pieces.js';

const shown = (text: string, spots: Parameters<typeof cut<string>>[1]) =>
  cut(text, spots).map((piece) => [piece.text, piece.marks.join('')]);

describe('a text with spots', () => {
  it('is cut where they begin and end, also where they lie over each other', () => {
    const spots = [
      { from: 0, to: 9, mark: 'A' },
      { from: 4, to: 14, mark: 'B' },
    ];
    expect(shown('They were all wrong.', spots)).toEqual([
      ['They', 'A'],
      [' were', 'AB'],
      [' all ', 'B'],
      ['wrong.', ''],
    ]);
  });

  it.each([
    ['nothing marked', []],
    ['all of it', [{ from: 0, to: 9, mark: 'A' }]],
    ['spots beyond its ends', [{ from: -4, to: 400, mark: 'A' }]],
  ])('keeps every letter with %s', (_, spots) => {
    expect(cut('all of it', spots).map(({ text }) => text)).toEqual(['all of it']);
  });

  it('of no letters has no pieces that say anything', () => {
    expect(
      cut('', [])
        .map(({ text }) => text)
        .join(''),
    ).toBe('');
  });
});
