import { correctedSentences, type SentenceCorrection } from '../transcription/corrected-sentences.js';
import { primarySubtag } from '../transcription/speech-to-text.js';
import type { TranscriptEntity } from '../transcription/transcript.entity.js';

export interface SearchedSentence {
  /** Counts from 1; gaps are where nothing of a sentence was said. */
  sentence: number;
  text: string;
  startMs: number | null;
}

type SearchedTranscript = Pick<TranscriptEntity, 'takeId' | 'language' | 'segments'>;

/**
 * What of a transcript can be found: each sentence as it was corrected last, removed ones not at all. A written answer is one
 * text without times; it is divided by the rules of its language.
 * @param corrections oldest first
 */
export function searchedSentences(
  { takeId, language, segments }: SearchedTranscript,
  corrections: readonly SentenceCorrection[] = [],
): SearchedSentence[] {
  if (takeId === null) return sentencesIn(segments.map(({ text }) => text).join('\n'), language);
  return correctedSentences(segments, corrections).flatMap(({ heard, correction }) => {
    const text = inPlainCharacters(correction?.text ?? heard.text);
    return text === '' ? [] : [{ sentence: heard.n, text, startMs: Math.round(heard.startSeconds * 1_000) }];
  });
}

function sentencesIn(text: string, language: string): SearchedSentence[] {
  return [...new Intl.Segmenter(primarySubtag(language), { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => inPlainCharacters(segment))
    .filter((sentence) => sentence !== '')
    .map((sentence, index) => ({ sentence: index + 1, text: sentence, startMs: null }));
}

/** Without control characters, two of which mark what was found. */
function inPlainCharacters(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}
