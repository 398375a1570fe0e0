import { brokenRuleWords, namedWords, quotedWords } from './broken-rule.js';

describe('a broken rule for publishing', () => {
  it('is said in the words of the page, with what it names', () => {
    expect(brokenRuleWords('It asks for 4, but the criterion has 3 such indicators.')).toEqual({
      key: 'tooMany',
      values: { asked: '4', existing: '3' },
    });
    expect(brokenRuleWords('"confident", "tone" cannot be evidenced in words; say what is observed.')).toEqual({
      key: 'noEvidence',
      values: { named: '"confident", "tone"' },
    });
    const named = namedWords('"confident", "tone"');
    expect(quotedWords(named, 'en')).toBe('“confident”, “tone”');
    expect(quotedWords(named, 'ar')).toBe('«confident»، «tone»');
    const repeated = '"verify it" consists only of words of the question; repeating it shows nothing.';
    expect(brokenRuleWords(repeated)).toEqual({ key: 'wordsOfQuestion', values: { wording: 'verify it' } });
  });

  it('is left as it came where it is not known', () => {
    expect(brokenRuleWords('A rule of tomorrow.')).toBeNull();
  });
});
