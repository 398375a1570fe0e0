import { tokenize, tokenizeAnswer } from './tokens.js';
import { answerText } from './transcript.js';

const texts = (text: string) => tokenize(text).map((token) => token.text);

describe('Tokens', () => {
  it('are lower case, without marks, with the offsets of the word as written', () => {
    const [first, second] = tokenize('Wait, Ｗhat?');
    expect(first).toMatchObject({ text: 'wait', from: 0, to: 4, isFunction: false });
    expect(second).toMatchObject({ text: 'what', from: 6, to: 10, isFunction: true });
  });

  it('write contractions out, and drop the possessive', () => {
    expect(texts("I'm sure it doesn't match, we've checked")).toEqual([
      'i',
      'am',
      'sure',
      'it',
      'does',
      'not',
      'match',
      'we',
      'have',
      'checked',
    ]);
    expect(texts("can't won't cannot let's it’s the client's")).toEqual([
      'can',
      'not',
      'will',
      'not',
      'can',
      'not',
      'let',
      'us',
      'it',
      'is',
      'the',
      'client',
    ]);
  });

  it('leave hesitations out, alone and as phrases', () => {
    expect(texts('um so I uh I mean I compare, you know, the report')).toEqual([
      'so',
      'i',
      'i',
      'compare',
      'the',
      'report',
    ]);
  });

  it('ignore invisible characters inside a word', () => {
    expect(texts('re\u200bport of the ye\u00adar \u202e')).toEqual(['report', 'of', 'the', 'year']);
  });

  it('share a stem where they share a meaning, and keep only as a word of content', () => {
    const [report, reported, only] = tokenize('reports reported only');
    expect(report!.stem).toBe(reported!.stem);
    expect(only!.isFunction).toBe(false);
  });

  it('know the word and segment they were heard in, and leave the interviewer out', () => {
    const word = (text: string) => ({ word: text, start: 0, end: 1, confidence: null });
    const answer = answerText([
      { words: [word('I')] },
      { words: [] },
      { speaker: 'interviewer', words: [word('really')] },
      { words: [word("don't")] },
    ]);
    expect(tokenizeAnswer(answer).map(({ text, word: at, segment }) => [text, at, segment])).toEqual([
      ['i', 0, 0],
      ['do', 2, 2],
      ['not', 2, 2],
    ]);
  });
});
