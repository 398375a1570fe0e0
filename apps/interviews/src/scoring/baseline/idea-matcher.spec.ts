import fc from 'fast-check';
import { tokenize } from '../tokens.js';
import { ideaMatcher, mentionsOf } from './idea-matcher.js';

function said(text: string, alternatives: string[], question = ''): string[] {
  const asked = new Set(tokenize(question).map(({ stem }) => stem));
  const tokens = tokenize(text);
  return mentionsOf(ideaMatcher({ any: alternatives }, asked), tokens)
    .filter(({ denied }) => !denied)
    .map((mention) => mention.tokens.map((at) => tokens[at]!.text).join(' '));
}

describe('The idea matcher', () => {
  it('finds an alternative in its inflected forms, with one foreign word between at most', () => {
    expect(said('I was checking the figures', ['check'])).toEqual(['checking']);
    expect(said('every lost mark counts', ['every mark'])).toEqual(['every mark']);
    expect(said('every single lost mark counts', ['every mark'])).toEqual([]);
    expect(said('mark every one', ['every mark'])).toEqual([]);
  });

  it('tries the later of two equal words before it gives up', () => {
    expect(said('the last the last year', ['last year'])).toEqual(['last year']);
    expect(said('not a not b match', ['not b match'])).toEqual(['not b match']);
  });

  it.each([
    ['I would never just trust what the model says', ['trust'], []],
    ["I don't compare it with the report", ['compare'], []],
    ['I would not do that, then I compare it', ['compare'], ['compare']],
    ['not because I trust it', ['trust'], ['trust']],
    ['no one two three four five six compare', ['compare'], []],
    ['no one two three four five six seven compare', ['compare'], ['compare']],
    ['if it does not match', ['not match'], ['not match']],
    ['never with nothing outside it', ['nothing outside'], ['nothing outside']],
  ])('reads "%s" as %j → %j', (text, alternatives, found) => {
    expect(said(text, alternatives)).toEqual(found);
  });

  it('passes over alternatives that only repeat the question', () => {
    const question = 'How would you grade the answers it gives?';
    expect(said('I grade the answers', ['grade the answers', 'grade'], question)).toEqual([]);
    expect(said('I grade the answers blindly', ['grade blindly', 'answers blindly'], question)).toEqual([
      'answers blindly',
    ]);
  });

  it('always finds an alternative said as it is written', () => {
    const word = fc.constantFrom('report', 'number', 'check', 'hidden', 'value', 'ledger', 'plausible');
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 9 }),
        phrase,
        fc.array(word, { maxLength: 9 }),
        (before, wanted, after) => {
          const text = [...before, ...wanted, ...after].join(' ');
          expect(said(text, [wanted.join(' ')]).length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
