import { foundMarks, foundPlaces } from './found-places.js';

const { start, stop } = foundMarks;

describe('A sentence in which words were found', () => {
  it('tells where they stand, as JavaScript counts', () => {
    expect(foundPlaces(`I ${start}compare${stop} 👍 every ${start}number${stop}.`)).toEqual({
      sentence: 'I compare 👍 every number.',
      matches: [
        { start: 2, length: 7 },
        { start: 19, length: 6 },
      ],
    });
  });

  it('is whole where nothing is marked', () => {
    expect(foundPlaces('Nothing.')).toEqual({ sentence: 'Nothing.', matches: [] });
  });
});
