import type { AnswerToken } from '../tokens.js';
import type { Mention } from './idea-matcher.js';

/** Tokens around a span that the clause test reads. */
const clauseContextTokens = 10;
const minFunctionShare = 0.3;

/** Indices of the first and last token that hold both ideas. */
export interface IdeaSpan {
  first: number;
  last: number;
}

/**
 * Spans shorter than `window` tokens that hold one mention of each idea, the smallest first, then in order of speech.
 * One word cannot be both ideas. Both stand in one segment: ideas on two sides of a pause belong together only by
 * chance, and the order of the segments would decide what is found.
 */
export function spansOfBoth(
  one: readonly Mention[],
  other: readonly Mention[],
  piece: readonly AnswerToken[],
  window: number,
): IdeaSpan[] {
  const spans: IdeaSpan[] = [];
  for (const a of one) {
    for (const b of other) {
      const first = Math.min(a.tokens[0]!, b.tokens[0]!);
      const last = Math.max(a.tokens.at(-1)!, b.tokens.at(-1)!);
      if (last - first + 1 >= window) continue;
      if (piece[last]!.segment !== piece[first]!.segment) continue;
      if (a.tokens.some((at) => b.tokens.includes(at))) continue;
      spans.push({ first, last });
    }
  }
  return spans.sort((x, y) => x.last - x.first - (y.last - y.first) || x.first - y.first);
}

/** Whether the words around read as a clause rather than as a list of keywords. */
export function readsAsClause(span: IdeaSpan, piece: readonly AnswerToken[]): boolean {
  const around = piece.slice(Math.max(0, span.first - clauseContextTokens), span.last + 1 + clauseContextTokens);
  const functionWords = around.filter((token) => token.isFunction).length;
  return functionWords >= minFunctionShare * around.length && around.some((token) => token.isPronounOrAuxiliary);
}
