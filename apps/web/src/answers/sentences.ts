import type { Schemas } from '../api/queries.js';
import type { Spot } from './text-pieces.js';

type Sentence = Schemas['TranscriptSentence'];

/** An answer as people who judge hear and read it. */
export interface ReadAnswer {
  questionId: string;
  question: string;
  kind: 'recorded' | 'written' | null;
  takeId: string | null;
  /** BCP 47; null where nothing was answered. */
  language: string | null;
  sentences: readonly Sentence[];
}

/** The words that count: as their speaker corrects them, otherwise as they were heard. */
export const shownText = ({ text, correctedText }: Pick<Sentence, 'text' | 'correctedText'>): string =>
  correctedText ?? text;

/** Words of a corrected sentence that were not heard as they are written. */
export function correctedSpots<Mark>(
  { correctedText, alignment }: Pick<Sentence, 'correctedText' | 'alignment'>,
  mark: Mark,
): Spot<Mark>[] {
  if (correctedText === null) return [];
  const spots: Spot<Mark>[] = [];
  let from = 0;
  for (const { word, heard, heardAs } of alignment) {
    const at = word === '' ? -1 : correctedText.indexOf(word, from);
    if (at < 0) continue;
    from = at + word.length;
    if (!heard || heardAs !== null) spots.push({ from: at, to: from, mark });
  }
  return spots;
}

/** Where a search finds something, whatever the case; nothing for an empty one. */
export function foundSpots<Mark>(text: string, wanted: string, mark: Mark): Spot<Mark>[] {
  const needle = wanted.trim().toLowerCase();
  if (needle === '') return [];
  const spots: Spot<Mark>[] = [];
  const hay = text.toLowerCase();
  // Where lower case has another length, places in it are not those of the text.
  if (hay.length !== text.length) return [];
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
    spots.push({ from: at, to: at + needle.length, mark });
  }
  return spots;
}

/** `n` of the sentence that is said at a moment of its recording, or was said last; null before the first. */
export function sentenceAt(sentences: readonly Pick<Sentence, 'n' | 'startSeconds'>[], seconds: number): number | null {
  return sentences.filter(({ startSeconds }) => startSeconds <= seconds + 0.05).at(-1)?.n ?? null;
}
