import { markedAnswer } from './marked-answer.js';

const pieces = (text: string, ...quotes: [string, number][]) =>
  markedAnswer(
    text,
    quotes.map(([quote, place]) => ({ quote, place })),
  ).map(({ text: piece, places }) => (places.length > 0 ? `[${piece}|${places.join()}]` : piece));

describe('an answer with its quotes', () => {
  it('is cut where a quote begins and ends', () => {
    expect(pieces('I check it. Then I write.', ['check it.', 0])).toEqual(['I ', '[check it.|0]', ' Then I write.']);
  });

  it('finds a quote over lines, and with signs in it', () => {
    expect(pieces('Twice\n (a+b)?  Yes.', ['Twice (a+b)? Yes.', 1])).toEqual(['[Twice\n (a+b)?  Yes.|1]']);
  });

  it('says of words that were quoted twice what for', () => {
    expect(pieces('one two three', ['one two', 2], ['two three', 0])).toEqual(['[one |2]', '[two|0,2]', '[ three|0]']);
  });

  it('is whole without quotes, and passes over what it does not hold', () => {
    expect(pieces('As it was.', ['something else', 0], [' ', 1])).toEqual(['As it was.']);
    expect(pieces('')).toEqual([]);
  });
});
