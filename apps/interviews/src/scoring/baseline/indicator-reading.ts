import type { PlanIndicator } from '../../plan/plan-document.js';
import { checkQuote, type EvidencedQuote, type QuoteIndex, quoteOfWords } from '../evidence.js';
import type { TextSpan } from '../transcript.js';
import type { ReadAnswer } from './answer-reading.js';
import { ideaMatcher, mentionsOf } from './idea-matcher.js';
import { readsAsClause, spansOfBoth } from './idea-span.js';
import { quoteAround } from './quote-widening.js';

/** What the offline matcher finds of one indicator in one answer. */
export interface IndicatorReading {
  indicator: string;
  /** Both ideas together in a clause, with the clause as its quote. */
  strict: EvidencedQuote | null;
  /** At least one of the two ideas. "Not found by wording" is never evidence that it was not meant. */
  loose: boolean;
}

export interface QuotableAnswer {
  read: ReadAnswer;
  quotes: QuoteIndex;
  flagged: readonly TextSpan[];
}

export function readIndicator(
  indicator: Pick<PlanIndicator, 'id' | 'ideas' | 'window'>,
  questionStems: ReadonlySet<string>,
  answer: QuotableAnswer,
): IndicatorReading {
  const [one, other] = indicator.ideas.map((idea) => ideaMatcher(idea, questionStems));
  if (!one || !other) throw new TypeError(`Indicator ${indicator.id} lacks two groups of ideas.`);
  let loose = false;
  for (const piece of answer.read.pieces) {
    const ofOne = mentionsOf(one, piece).filter((mention) => !mention.denied);
    const ofOther = mentionsOf(other, piece).filter((mention) => !mention.denied);
    loose ||= ofOne.length > 0 || ofOther.length > 0;
    for (const span of spansOfBoth(ofOne, ofOther, piece, indicator.window)) {
      if (!readsAsClause(span, piece)) continue;
      const range = quoteAround(span, piece, answer.read);
      if (!range) continue;
      const { text } = quoteOfWords(answer.read.text, range.first, range.last);
      const check = checkQuote(answer.quotes, text, answer.flagged);
      if (check.accepted) return { indicator: indicator.id, strict: check.quote, loose: true };
    }
  }
  return { indicator: indicator.id, strict: null, loose };
}
