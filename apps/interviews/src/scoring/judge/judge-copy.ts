import type { AnswerText, TextSpan } from '../transcript.js';
import { type TracedText, tracedSpan, visibleText } from '../visible-text.js';

/** One segment as the judge reads it. */
export interface CopiedSegment extends TracedText {
  /** Counts all segments of the answer from 1; the judge names it beside a quote. */
  n: number;
}

/**
 * The applicant's words for the judge: NFKC, so that look-alike letters read as what they look like, and without format
 * characters, so that nothing is in the prompt that nobody can see. An interviewer's segments are left out.
 */
export function judgeCopy(answer: AnswerText): CopiedSegment[] {
  return answer.speakers.flatMap((speaker, index) => {
    const words = answer.words.filter((word) => word.segment === index);
    const first = words[0];
    if (speaker !== 'applicant' || !first) return [];
    const text = answer.text.slice(first.from, words.at(-1)!.to);
    const copied = visibleText(text, first.from, (grapheme) => grapheme.normalize('NFKC'));
    return copied.text.trim() === '' ? [] : [{ n: index + 1, ...copied }];
  });
}

/** Where `quote` stands, character for character, in a copied segment; offsets are those of the answer. */
export function spanOfQuote(segment: CopiedSegment, quote: string): TextSpan | null {
  const from = quote === '' ? -1 : segment.text.indexOf(quote);
  return from === -1 ? null : tracedSpan(segment, from, from + quote.length);
}
