import { joinsClauses } from '../closed-class-words.js';
import { minQuoteWords } from '../evidence.js';
import { countWords, fold } from '../folding.js';
import type { AnswerToken } from '../tokens.js';
import type { ReadAnswer } from './answer-reading.js';
import type { IdeaSpan } from './idea-span.js';

/** Words a quote may grow on each side to become a clause. */
const maxWordsAside = 8;

interface WordRange {
  first: number;
  last: number;
}

/**
 * The words of a span with their clause around them, as one contiguous quote of at least five words; null where even a
 * neighbouring segment does not give enough.
 */
export function quoteAround(span: IdeaSpan, piece: readonly AnswerToken[], answer: ReadAnswer): WordRange | null {
  return withEnoughWords(toClause({ first: piece[span.first]!.word, last: piece[span.last]!.word }, answer), answer);
}

function toClause(core: WordRange, answer: ReadAnswer): WordRange {
  const { words } = answer.text;
  const belongs = (at: number, segment: number) =>
    answer.quotable[at] === true && words[at]!.segment === segment && !joinsClauses(fold(words[at]!.word));
  let { first, last } = core;
  const firstSegment = words[first]!.segment;
  const lastSegment = words[last]!.segment;
  while (core.first - first < maxWordsAside && !words[first]!.severed && belongs(first - 1, firstSegment)) first -= 1;
  while (last - core.last < maxWordsAside && !words[last + 1]?.severed && belongs(last + 1, lastSegment)) last += 1;
  return { first, last };
}

/** Grows to the right, then to the left, first within the segments reached, then into one neighbour. */
function withEnoughWords(clause: WordRange, answer: ReadAnswer): WordRange | null {
  const { words } = answer.text;
  let { first, last } = clause;
  const segmentsOf = (from: number, to: number) => words[to]!.segment - words[from]!.segment + 1;
  const fits = (from: number, to: number, segments: number) =>
    answer.quotable[from] === true && answer.quotable[to] === true && segmentsOf(from, to) <= segments;
  for (const segments of [segmentsOf(first, last), 2]) {
    while (wordsIn(first, last, answer) < minQuoteWords) {
      if (!words[last + 1]?.severed && fits(first, last + 1, segments)) last += 1;
      else if (!words[first]!.severed && fits(first - 1, last, segments)) first -= 1;
      else break;
    }
  }
  return wordsIn(first, last, answer) >= minQuoteWords ? { first, last } : null;
}

function wordsIn(first: number, last: number, answer: ReadAnswer): number {
  const text = answer.text.words
    .slice(first, last + 1)
    .map((word) => word.word)
    .join(' ');
  return countWords(fold(text));
}
