import fc from 'fast-check';
import {
  correctedSample,
  heardSentence,
  recognisedSegments,
  sampleIds,
  trueCorrections,
} from '../../test/sample-answers.js';
import { correctedSentences, correctedText, effectiveSentences } from './corrected-sentences.js';
import type { TranscriptSegment } from './speech-to-text.js';
import { changesOf } from './transcript-changes.js';

const heard = [heardSentence('i can pair every number', 1), heardSentence('with the report', 2, 4)];
const corrected = (...corrections: [number, string | null][]) =>
  correctedSentences(
    heard,
    corrections.map(([sentence, text]) => ({ sentence, text })),
  );

describe('The sentences of a corrected transcript', () => {
  it('are those of the last correction of each, or what was heard', () => {
    const text = (...corrections: [number, string | null][]) => correctedText(corrected(...corrections));
    expect(text([1, 'A'], [2, 'B'], [1, 'C'])).toBe('C B');
    expect(text([1, 'A'], [1, null])).toBe('i can pair every number with the report');
    expect(text([1, ''])).toBe('with the report');
  });

  it('are not corrected by what was heard anyway', () => {
    expect(corrected([1, 'i can pair every number']).every(({ correction }) => correction === null)).toBe(true);
  });

  it('can be read along: misheard words at their times, added ones in the pause, removed sentences gone', () => {
    const [first, ...rest] = effectiveSentences(corrected([1, 'I compare every single number.'], [2, '']));
    expect(rest).toEqual([]);
    expect(first).toEqual({
      ...{ n: 1, startSeconds: 0, endSeconds: 2.4, text: 'I compare every single number.' },
      words: [
        { word: 'I', start: 0, end: 0.4, confidence: 0.9 },
        { word: 'compare', start: 0.5, end: 1.4, confidence: null },
        { word: 'every', start: 1.5, end: 1.9, confidence: 0.9 },
        { word: 'single', start: 1.9, end: 2, confidence: null },
        { word: 'number.', start: 2, end: 2.4, confidence: 0.9 },
      ],
    });
  });

  it('share the time of a word that was two, and of a sentence where nothing was heard as it is', () => {
    const [first] = effectiveSentences(
      correctedSentences([heardSentence('tested')], [{ sentence: 1, text: 'test it' }]),
    );
    expect(first!.words.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.2],
      [0.2, 0.4],
    ]);
    const [other] = effectiveSentences(correctedSentences([heardSentence('x')], [{ sentence: 1, text: 'our ledger' }]));
    expect(other!.words.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.2],
      [0.2, 0.4],
    ]);
  });

  it('keep their words in order of time within the sentence, whatever is corrected', () => {
    const word = fc.constantFrom('i', 'can', 'pair', 'compare', 'the', 'report', 'not', 'ledger', '—');
    const sentence = fc.array(word, { minLength: 1, maxLength: 10 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(sentence, sentence, (spoken, text) => {
        const [own] = effectiveSentences(correctedSentences([heardSentence(spoken)], [{ sentence: 1, text }]));
        const times = own!.words.flatMap(({ start, end }) => [start, end]);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBeGreaterThanOrEqual(own!.startSeconds);
        expect(times.at(-1)).toBeLessThanOrEqual(own!.endSeconds);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('The changes of a transcript', () => {
  const changes = (...corrections: [number, string | null][]) => changesOf(corrected(...corrections));
  const manyWords = (count: number): TranscriptSegment[] => [
    heardSentence(Array.from({ length: count }, (_, at) => `w${at}x`).join(' ')),
  ];

  it('count words, without marks and hesitations', () => {
    expect(changes()).toEqual({
      ...{ keptWords: 8, changedWords: 0, addedWords: 0, removedWords: 0, largeChange: false },
    });
    expect(changes([1, 'Um, I compare — every number.'])).toEqual({
      ...{ keptWords: 6, changedWords: 1, addedWords: 0, removedWords: 0, largeChange: false },
    });
    expect(changes([2, 'with the annual report'])).toMatchObject({ keptWords: 8, addedWords: 1, largeChange: false });
  });

  it.each<[string, [number, string]]>([
    ['four words in a row that are new', [2, 'with the report and our own ledger too']],
    ['four words in a row that are gone', [1, 'number']],
    ['a negation put in', [1, 'i can not pair every number']],
  ])('are large by %s', (_, correction) => {
    expect(changes(correction).largeChange).toBe(true);
  });

  it('are large where more than 15 % of the words are new, scattered as they may be', () => {
    const segments = manyWords(40);
    const scatter = (additions: number) =>
      segments[0]!.words
        .map(({ word }, at) => (at % 5 === 0 && at / 5 < additions ? `${word} beside` : word))
        .join(' ');
    const large = (additions: number) =>
      changesOf(correctedSentences(segments, [{ sentence: 1, text: scatter(additions) }]));
    expect(large(6)).toMatchObject({ addedWords: 6, largeChange: false });
    expect(large(7)).toMatchObject({ addedWords: 7, largeChange: true });
  });

  it('hold few words that were not heard where the samples are corrected to what was read out', () => {
    const figures = sampleIds
      .filter((id) => trueCorrections(id).length === recognisedSegments(id).length)
      .map((id) => ({ id, ...changesOf(correctedSentences(recognisedSegments(id), trueCorrections(id))) }));
    const added = figures.map(({ id, keptWords, changedWords, addedWords }) => {
      return [id, Math.round((100 * addedWords) / (keptWords + changedWords + addedWords))];
    });
    // In per cent; what the engine took for other words altogether. The list has no sentences to be recognised by.
    expect(Object.fromEntries(added)).toEqual({
      ...{ excellent: 3, good: 5, mediocre: 3, weak: 3, offtopic: 3, stuffed: 9 },
    });
    expect(correctedSample('good', [])).not.toHaveProperty('correction');
  });
});
