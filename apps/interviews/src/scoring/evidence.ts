import { countWords, fold, isWordBoundary } from './folding.js';
import { type AnswerText, overlaps, type TextSpan } from './transcript.js';

/** Fewest words a quote needs: fewer are found in almost any answer. */
export const minQuoteWords = 5;

export type QuoteRefusal =
  | 'missing'
  | 'too_short'
  | 'not_in_transcript'
  | 'inside_flagged_text'
  /** The applicant's correction has it; the recording has not. */
  | 'outside_recording';

/** A quote that was found, in the transcript's own words. */
export interface EvidencedQuote {
  text: string;
  span: TextSpan;
  /** Indices of its first and last word in `AnswerText.words`. */
  firstWord: number;
  lastWord: number;
  /** Seconds from the start of the recording; null in a written answer. */
  startSeconds: number | null;
  endSeconds: number | null;
}

export type QuoteCheck =
  | { accepted: true; quote: EvidencedQuote }
  /** `outside` is what was refused as `outside_recording`, for a person to look at. */
  | { accepted: false; refusal: QuoteRefusal; outside?: EvidencedQuote };

/** An answer folded once, ready for any number of quotes. */
export interface QuoteIndex {
  answer: AnswerText;
  /** One text per applicant's segment, together with the following segment where the applicant goes on. */
  stretches: readonly Stretch[];
}

interface Stretch {
  segment: number;
  text: string;
  words: readonly { word: number; from: number; to: number }[];
}

export function quoteIndex(answer: AnswerText): QuoteIndex {
  const stretches = answer.speakers.flatMap((speaker, segment) => {
    if (speaker !== 'applicant') return [];
    const goesOn = answer.speakers[segment + 1] === 'applicant';
    return [stretch(answer, segment, goesOn ? segment + 1 : segment)];
  });
  return { answer, stretches };
}

function stretch(answer: AnswerText, segment: number, lastSegment: number): Stretch {
  const words: { word: number; from: number; to: number }[] = [];
  let text = '';
  answer.words.forEach((placed, word) => {
    if (placed.segment < segment || placed.segment > lastSegment) return;
    const folded = fold(placed.word);
    if (folded === '') return;
    const from = text === '' ? 0 : text.length + 1;
    text = text === '' ? folded : `${text} ${folded}`;
    words.push({ word, from, to: text.length });
  });
  return { segment, text, words };
}

/**
 * The evidence contract. A quote counts when at least five of its words stand in the applicant's transcript, verbatim
 * after folding, contiguous, within one segment or across two neighbouring ones, on whole words, and outside every span
 * that was flagged as an instruction. Where the applicant corrected the transcript, each of its words was heard, or
 * misheard and corrected, and between them is nothing left out but grammar and hesitations. A quote that occurs several
 * times counts where it is clean.
 *
 * `preferredSegment` (an index of `AnswerText.speakers`) only chooses among several places.
 */
export function checkQuote(
  index: QuoteIndex,
  quote: string | null,
  flagged: readonly TextSpan[] = [],
  preferredSegment?: number,
): QuoteCheck {
  const folded = fold(quote ?? '');
  if (folded === '') return { accepted: false, refusal: 'missing' };
  if (countWords(folded) < minQuoteWords) return { accepted: false, refusal: 'too_short' };
  const found = index.stretches.flatMap((stretch) => placesOf(folded, stretch, index.answer));
  if (found.length === 0) return { accepted: false, refusal: 'not_in_transcript' };
  const clean = found.filter((place) => !flagged.some((span) => overlaps(place.span, span)));
  const recorded = clean.filter((place) => isInRecording(index.answer, place));
  if (recorded.length === 0 && clean[0]) {
    return { accepted: false, refusal: 'outside_recording', outside: clean[0] };
  }
  const preferred = recorded.find((place) => index.answer.words[place.firstWord]!.segment === preferredSegment);
  const quoteFound = preferred ?? recorded[0];
  return quoteFound ? { accepted: true, quote: quoteFound } : { accepted: false, refusal: 'inside_flagged_text' };
}

/** Whether the recording bears out all words of a quote, in one piece. */
export function isInRecording(
  answer: AnswerText,
  { firstWord, lastWord }: Pick<EvidencedQuote, 'firstWord' | 'lastWord'>,
): boolean {
  const own = answer.words.slice(firstWord, lastWord + 1);
  return own.every(({ outside, severed }, at) => outside === undefined && (at === 0 || severed === undefined));
}

function placesOf(folded: string, stretch: Stretch, answer: AnswerText): EvidencedQuote[] {
  const places: EvidencedQuote[] = [];
  for (let from = stretch.text.indexOf(folded); from !== -1; from = stretch.text.indexOf(folded, from + 1)) {
    const to = from + folded.length;
    if (!isWordBoundary(stretch.text.slice(0, from), stretch.text.slice(from))) continue;
    if (!isWordBoundary(stretch.text.slice(0, to), stretch.text.slice(to))) continue;
    const covered = stretch.words.filter((word) => word.from < to && from < word.to);
    places.push(quoteOfWords(answer, covered[0]!.word, covered.at(-1)!.word));
  }
  return places;
}

/** The transcript's own words from one index to another, both included, with their times. */
export function quoteOfWords(answer: AnswerText, firstWord: number, lastWord: number): EvidencedQuote {
  const first = answer.words[firstWord]!;
  const last = answer.words[lastWord]!;
  const span = { from: first.from, to: last.to };
  return {
    text: answer.text.slice(span.from, span.to),
    span,
    firstWord,
    lastWord,
    startSeconds: first.start,
    endSeconds: last.end,
  };
}
