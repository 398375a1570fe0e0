import { searchedSentences } from './searched-sentences.js';

const segment = (n: number, text: string, startSeconds = n) => ({
  ...{ n, text, startSeconds, endSeconds: startSeconds + 1, words: [] },
});

describe('What of a transcript can be found', () => {
  it('is each sentence that was heard, with its time', () => {
    const segments = [segment(1, 'I compare every number.', 0.4567), segment(2, 'Then I ask.', 3)];
    expect(searchedSentences({ takeId: 'tak_1', language: 'en', segments })).toEqual([
      { sentence: 1, text: 'I compare every number.', startMs: 457 },
      { sentence: 2, text: 'Then I ask.', startMs: 3_000 },
    ]);
  });

  it('is what the speaker corrected last, and nothing of a sentence that they removed', () => {
    const segments = [segment(1, 'the mandala'), segment(2, 'never said'), segment(3, 'as it was')];
    const corrections = [
      { sentence: 1, text: 'the model' },
      { sentence: 2, text: '' },
      { sentence: 3, text: 'another' },
      { sentence: 3, text: null },
    ];
    const found = searchedSentences({ takeId: 'tak_1', language: 'en', segments }, corrections);
    expect(found.map(({ sentence, text }) => [sentence, text])).toEqual([
      [1, 'the model'],
      [3, 'as it was'],
    ]);
  });

  it('is a written answer sentence by sentence, without times, whatever its language', () => {
    const written = (text: string, language: string) =>
      searchedSentences({ takeId: null, language, segments: [segment(1, text, 0)] });
    expect(written('I test it. A colleague tries it!\n\nThen it goes.', 'en-US')).toEqual([
      { sentence: 1, text: 'I test it.', startMs: null },
      { sentence: 2, text: 'A colleague tries it!', startMs: null },
      { sentence: 3, text: 'Then it goes.', startMs: null },
    ]);
    expect(written('أقارن كل رقم. ثم أسأل زميلا؟', 'ar').map(({ text }) => text)).toEqual([
      'أقارن كل رقم.',
      'ثم أسأل زميلا؟',
    ]);
    expect(written('One.', 'xx-12-ab')).toHaveLength(1);
  });

  it('holds no control characters, which mark what was found', () => {
    const segments = [segment(1, 'a\u0002b\u0003c')];
    expect(searchedSentences({ takeId: 'tak_1', language: 'en', segments })[0]!.text).toBe('a b c');
  });
});
