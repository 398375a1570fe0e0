import { wordsIn } from '../scoring/folding.js';
import type { TranscriptSegment, TranscriptWord } from './speech-to-text.js';
import { type AlignmentStep, alignWords } from './word-alignment.js';

/** What a speaker says of one sentence of a transcript: its right text, or null for what was heard after all. */
export interface SentenceCorrection {
  /** `n` of the sentence. */
  sentence: number;
  /** Empty where nothing of the sentence was said. */
  text: string | null;
}

/** A sentence as it was heard, and as its speaker corrects it. */
export interface CorrectedSentence {
  heard: TranscriptSegment;
  /** Null where what was heard stands. */
  correction: {
    text: string;
    words: readonly string[];
    /** How `heard.words` and the corrected words belong together. */
    steps: readonly AlignmentStep[];
  } | null;
}

/**
 * The sentences of a transcript with the corrections that stand: the last of each sentence counts. One that says what was
 * heard anyway is none.
 * @param corrections oldest first
 */
export function correctedSentences(
  segments: readonly TranscriptSegment[],
  corrections: readonly SentenceCorrection[],
): CorrectedSentence[] {
  const last = new Map(corrections.map(({ sentence, text }) => [sentence, text]));
  return segments.map((heard) => {
    const text = last.get(heard.n) ?? null;
    if (text === null || text === heard.text) return { heard, correction: null };
    const words = wordsIn(text);
    const steps = alignWords(
      heard.words.map(({ word }) => word),
      words,
    );
    return { heard, correction: { text, words, steps } };
  });
}

/** The text that counts, sentence for sentence; removed sentences leave nothing. */
export function correctedText(sentences: readonly CorrectedSentence[]): string {
  return sentences
    .map(({ heard, correction }) => correction?.text ?? heard.text)
    .filter((text) => text !== '')
    .join(' ');
}

/** A sentence as it is read along with the recording. */
export type EffectiveSentence = TranscriptSegment;

/**
 * The sentences that count, for captions: removed ones are gone. A corrected word has the time of what was heard in its
 * place and no confidence; one that was added has a share of the pause that it stands in.
 */
export function effectiveSentences(sentences: readonly CorrectedSentence[]): EffectiveSentence[] {
  return sentences.flatMap(({ heard, correction }) => {
    if (correction === null) return [heard];
    if (correction.words.length === 0) return [];
    const words = timedWords(correction.words, correction.steps, heard);
    return [{ ...heard, text: correction.text, words }];
  });
}

/** A corrected word with the time it was heard at; without one where nothing was heard in its place. */
export interface CorrectedWord {
  word: string;
  /** The recognised word or words in its place; null where there are none. */
  heardAs: readonly TranscriptWord[] | null;
  isChanged: boolean;
  start: number | null;
  end: number | null;
}

/** The corrected words of a sentence in order. Where several stand for one heard word they share its time evenly. */
export function correctedWords(
  words: readonly string[],
  steps: readonly AlignmentStep[],
  heard: readonly TranscriptWord[],
): CorrectedWord[] {
  return steps.flatMap((step): CorrectedWord[] => {
    const own = words.slice(step.correctedFrom, step.correctedTo);
    if (step.kind === 'added') {
      return own.map((word) => ({ word, heardAs: null, isChanged: false, start: null, end: null }));
    }
    const heardAs = heard.slice(step.heardFrom, step.heardTo);
    const share = (at: number) => timeBetween(heardAs[0]?.start ?? 0, heardAs.at(-1)?.end ?? 0, at / own.length);
    return own.map((word, at) => ({
      ...{ word, heardAs, isChanged: step.kind === 'changed' },
      start: own.length === 1 ? heardAs[0]!.start : share(at),
      end: own.length === 1 ? heardAs.at(-1)!.end : share(at + 1),
    }));
  });
}

function timedWords(
  words: readonly string[],
  steps: readonly AlignmentStep[],
  { words: heard, startSeconds, endSeconds }: TranscriptSegment,
): TranscriptWord[] {
  const aligned = correctedWords(words, steps, heard);
  const timed: TranscriptWord[] = [];
  for (let at = 0; at < aligned.length; ) {
    const { word, heardAs, isChanged, start, end } = aligned[at]!;
    if (heardAs !== null) {
      const confidence = isChanged ? null : heardAs[0]!.confidence;
      timed.push({ word, start: start!, end: end!, confidence });
      at += 1;
      continue;
    }
    const next = aligned.findIndex((each, index) => index > at && each.heardAs !== null);
    const added = aligned.slice(at, next === -1 ? aligned.length : next);
    const from = timed.at(-1)?.end ?? startSeconds;
    const to = Math.max(from, next === -1 ? endSeconds : aligned[next]!.start!);
    added.forEach((each, index) => {
      const share = (part: number) => timeBetween(from, to, part / added.length);
      timed.push({ word: each.word, start: share(index), end: share(index + 1), confidence: null });
    });
    at += added.length;
  }
  return timed;
}

function timeBetween(from: number, to: number, share: number): number {
  return Math.round((from + (to - from) * share) * 1000) / 1000;
}
