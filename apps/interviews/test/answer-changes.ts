import type { AnswerSegment } from '../src/scoring/transcript.js';

/** One more stretch of speech. */
export const segment = (text: string): AnswerSegment => ({
  words: text.split(/\s+/).map((word) => ({ word, start: null, end: null, confidence: null })),
});

export const mapWords = (segments: readonly AnswerSegment[], change: (word: string) => string[]): AnswerSegment[] =>
  segments.map(({ words }) => ({
    words: words.flatMap((word) => change(word.word).map((text) => ({ ...word, word: text }))),
  }));

export const wordsOf = (segments: readonly AnswerSegment[]) =>
  segments.flatMap(({ words }) => words.map(({ word }) => word));

export const synonyms: Record<string, string> = {
  compare: 'match',
  calculate: 'compute',
  plausible: 'believable',
  criteria: 'standards',
  colleague: 'coworker',
  explain: 'describe',
  separate: 'distinct',
  report: 'booklet',
  number: 'figure',
  value: 'worth',
  method: 'procedure',
  trust: 'believe',
  feeling: 'intuition',
  steps: 'stages',
  hidden: 'concealed',
  test: 'examine',
  wrong: 'incorrect',
  client: 'customer',
};

export const verbs = new Set(
  `take give used asks ask check needs hidden hand test let try compare calculate tell note written read get explain do
   send go look makes trust says grade have wrote saw write think put open gives spend see comes is sounds change
   moved repair came help spent learned cooked played liked working listen thinking wants`.split(/\s+/),
);

/** A small linear congruential generator (Numerical Recipes), so that every run sees the same noise. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
