import type { CaptionSentence } from './captions.js';

/** The smallest thing that a line of captions is broken between, and when it is heard. */
export interface CaptionToken {
  text: string;
  /** In characters as people count them. */
  length: number;
  /** Whether a space stands before it, where it does not begin a line. */
  spaced: boolean;
  startSeconds: number;
  endSeconds: number;
}

type Piece = Omit<CaptionToken, keyof Span>;

interface Span {
  startSeconds: number;
  endSeconds: number;
}

/** Scripts that put no space between their words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const spoken = /[\p{L}\p{M}\p{N}]/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * What is read of a sentence, piece by piece, in order and within the sentence's time. Pieces whose letters were heard have the
 * times of the words with these letters; where the text is another one, by a correction, its pieces share the sentence's time
 * by their length.
 */
export function tokensOf(sentence: CaptionSentence, language: string, mostLength: number): CaptionToken[] {
  const text = sentence.text ?? sentence.words.map(({ word }) => word).join(' ');
  const pieces = piecesOf(text, language, mostLength);
  const startSeconds = Math.max(0, sentence.startSeconds);
  const within = { startSeconds, endSeconds: Math.max(startSeconds, sentence.endSeconds) };
  const spans = heardSpans(pieces, sentence.words) ?? sharedSpans(pieces, within);
  let earliest = within.startSeconds;
  return pieces.map((piece, index) => {
    const start = Math.min(Math.max(earliest, spans[index]!.startSeconds), within.endSeconds);
    const end = Math.min(Math.max(start, spans[index]!.endSeconds), within.endSeconds);
    earliest = start;
    return { ...piece, startSeconds: start, endSeconds: end };
  });
}

/** Words by their spaces, or by the language's own rules where it has none; none is longer than a line. */
function piecesOf(text: string, language: string, mostLength: number): Piece[] {
  const chunks = text.split(/[\s\p{Cc}]+/u).filter((chunk) => chunk !== '');
  const pieces = chunks.flatMap((chunk): Piece[] => {
    const words = unspaced.test(chunk) ? wordsOf(chunk, language) : [chunk];
    return words.flatMap((word) => cut(word, mostLength)).map((part, index) => ({ ...part, spaced: index === 0 }));
  });
  return withoutLonePunctuation(pieces, mostLength);
}

function wordsOf(chunk: string, language: string): string[] {
  return [...segmenterFor(language).segment(chunk)].map(({ segment }) => segment);
}

function segmenterFor(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' });
  }
}

function cut(word: string, mostLength: number): { text: string; length: number }[] {
  const characters = [...graphemes.segment(word)].map(({ segment }) => segment);
  const parts: { text: string; length: number }[] = [];
  for (let at = 0; at < characters.length; at += mostLength) {
    const part = characters.slice(at, at + mostLength);
    parts.push({ text: part.join(''), length: part.length });
  }
  return parts;
}

/** A dash or a full stop that stands alone goes with what is before it, so that no line begins with it. */
function withoutLonePunctuation(pieces: Piece[], mostLength: number): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const length = (before?.length ?? mostLength) + (piece.spaced ? 1 : 0) + piece.length;
    if (before && !spoken.test(piece.text) && length <= mostLength) {
      const text = `${before.text}${piece.spaced ? ' ' : ''}${piece.text}`;
      joined[joined.length - 1] = { ...before, text, length };
    } else joined.push(piece);
  }
  return joined;
}

/** By letters, since an engine's text has punctuation and divides words as its words do not; null where the letters differ. */
function heardSpans(pieces: Piece[], words: CaptionSentence['words']): Span[] | null {
  const letters = words.flatMap((word) => [...folded(word.word)].map(() => word));
  const heard = words.map(({ word }) => folded(word)).join('');
  if (heard === '' || heard !== pieces.map(({ text }) => folded(text)).join('')) return null;
  let at = 0;
  return pieces.map(({ text }) => {
    const { length } = [...folded(text)];
    const [first, last] = [letters[Math.min(at, letters.length - 1)]!, letters[Math.max(0, at + length - 1)]!];
    // Punctuation alone takes no time.
    const silent = at === 0 ? first.start : last.end;
    at += length;
    return length === 0
      ? { startSeconds: silent, endSeconds: silent }
      : { startSeconds: first.start, endSeconds: last.end };
  });
}

function sharedSpans(pieces: Piece[], { startSeconds, endSeconds }: Span): Span[] {
  const secondsEach = (endSeconds - startSeconds) / pieces.reduce((sum, { length }) => sum + length, 0);
  let before = 0;
  return pieces.map(({ length }) => {
    const start = startSeconds + before * secondsEach;
    before += length;
    return { startSeconds: start, endSeconds: startSeconds + before * secondsEach };
  });
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
