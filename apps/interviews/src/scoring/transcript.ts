/**
 * The words of one answer as scoring sees them. A recognised transcript and a written answer have the same shape;
 * a written word has no times and no confidence.
 */
export interface AnswerWord {
  word: string;
  /** Seconds from the start of the recording; null in a written answer. */
  start: number | null;
  end: number | null;
  /** Probability between 0 and 1 as far as the engine gives one. */
  confidence: number | null;
  /**
   * Set where a correction has the word and the recording does not bear it out: it was not heard at all, or it was denied
   * by a word that the correction leaves out. No evidence may hold it.
   */
  outside?: 'added' | 'denial_removed';
  /** Set where a correction leaves out what was heard before this word: no evidence may run over the joint. */
  severed?: true;
}

export type Speaker = 'applicant' | 'interviewer';

/** A stretch between two pauses, or a sentence of a written answer. */
export interface AnswerSegment {
  /** The applicant unless said otherwise. */
  speaker?: Speaker;
  words: readonly AnswerWord[];
}

/** A half-open range [from, to) of UTF-16 offsets in `AnswerText.text`. */
export interface TextSpan {
  from: number;
  to: number;
}

/** A word with its place in the text. */
export interface PlacedWord extends AnswerWord, TextSpan {
  /** Index of its segment among those that hold words. */
  segment: number;
}

export interface AnswerText {
  /** All words joined by one space. The offsets of spans, flags and quotes refer to it. */
  text: string;
  words: readonly PlacedWord[];
  /** Speaker of each segment that holds words. */
  speakers: readonly Speaker[];
}

/** Lays an answer out as one text. Segments without words vanish, so that those around them are neighbours. */
export function answerText(segments: readonly AnswerSegment[]): AnswerText {
  const words: PlacedWord[] = [];
  const speakers: Speaker[] = [];
  let from = 0;
  for (const segment of segments) {
    const spoken = segment.words.filter((word) => word.word.trim() !== '');
    if (spoken.length === 0) continue;
    for (const word of spoken) {
      const to = from + word.word.length;
      words.push({ ...word, segment: speakers.length, from, to });
      from = to + 1;
    }
    speakers.push(segment.speaker ?? 'applicant');
  }
  return { text: words.map((word) => word.word).join(' '), words, speakers };
}

/** The segments of a written answer: one a sentence or line, words without times. */
export function writtenSegments(text: string): AnswerSegment[] {
  return text
    .split(/(?<=[.?!。？！])\s+|\n+/u)
    .map((sentence) => sentence.split(/\s+/u).filter((word) => word !== ''))
    .filter((words) => words.length > 0)
    .map((words) => ({ words: words.map((word) => ({ word, start: null, end: null, confidence: null })) }));
}

export function overlaps(a: TextSpan, b: TextSpan): boolean {
  return a.from < b.to && b.from < a.to;
}
