/** A piece of a sentence, and what is to be said of it; `null` for what stands between marked words. */
export interface Piece<Mark> {
  text: string;
  /** Where it begins in the sentence: what tells pieces apart that read the same. */
  at: number;
  mark: Mark | null;
}

interface Marked<Mark> {
  word: string;
  mark: Mark | null;
}

/**
 * Finds words in their sentence, in order, with whatever stands between them. A word that is not there, because the text
 * spells it otherwise, is passed over: all of the sentence is shown in any case.
 */
export function piecesOf<Mark>(sentence: string, words: readonly Marked<Mark>[]): Piece<Mark>[] {
  const pieces: Piece<Mark>[] = [];
  let shown = 0;
  const show = (until: number, mark: Mark | null) => {
    if (until > shown) pieces.push({ text: sentence.slice(shown, until), at: shown, mark });
    shown = Math.max(shown, until);
  };
  let from = 0;
  for (const { word, mark } of words) {
    const at = word === '' ? -1 : sentence.indexOf(word, from);
    if (at < 0) continue;
    from = at + word.length;
    if (mark === null) continue;
    show(at, null);
    show(from, mark);
  }
  show(sentence.length, null);
  return pieces;
}

/** Below this a word is shown as unsure. */
export const unsureBelow = 0.6;

export const isUnsure = (confidence: number | null): boolean => confidence !== null && confidence < unsureBelow;
