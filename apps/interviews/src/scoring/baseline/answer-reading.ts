import { isNegator } from '../closed-class-words.js';
import { type AnswerToken, isContent, type Token, tokenizeAnswer } from '../tokens.js';
import { type AnswerText, overlaps, type TextSpan } from '../transcript.js';

/** Shortest run of the question's own words that counts as reading the question out. */
const questionRunTokens = 6;
/** Shortest run heard before that counts as saying the same again. */
const repeatedRunTokens = 10;

/** An answer prepared for the offline matcher. */
export interface ReadAnswer {
  text: AnswerText;
  /** Every token of the applicant; what the gates measure. */
  tokens: readonly AnswerToken[];
  /**
   * What may count as evidence: stretches without the question read out, without anything said before and without
   * flagged text. No match crosses from one piece to the next, so leaving such text out changes nothing elsewhere.
   */
  pieces: readonly (readonly AnswerToken[])[];
  /** Per transcript word: whether a quote may be widened over it. */
  quotable: readonly boolean[];
}

export function readAnswer(text: AnswerText, question: readonly Token[], flagged: readonly TextSpan[]): ReadAnswer {
  const tokens = tokenizeAnswer(text);
  const left = leftOut(tokens, question, flagged);
  const withSubject = segmentsWithSubject(tokens);
  const pieces: AnswerToken[][] = [[]];
  const quotable = text.words.map(({ segment, outside }) => text.speakers[segment] === 'applicant' && !outside);
  tokens.forEach((token, at) => {
    if (left[at]) {
      quotable[token.word] = false;
      pieces.push([]);
    } else if (withSubject.has(token.segment)) {
      pieces.at(-1)!.push(token);
    }
  });
  return { text, tokens, pieces: pieces.filter((piece) => piece.length > 0), quotable };
}

function leftOut(tokens: readonly AnswerToken[], question: readonly Token[], flagged: readonly TextSpan[]): boolean[] {
  const left = tokens.map((token) => flagged.some((span) => overlaps(token, span)));
  const stems = tokens.map((token) => token.stem);
  const ofQuestion = new Set(
    runs(
      question.map((token) => token.stem),
      questionRunTokens,
    ),
  );
  runs(stems, questionRunTokens).forEach((run, at) => {
    if (ofQuestion.has(run)) left.fill(true, at, at + questionRunTokens);
  });
  const heard = new Map<string, number>();
  runs(stems, repeatedRunTokens).forEach((run, at) => {
    const before = heard.get(run);
    if (before === undefined) heard.set(run, at);
    else if (before + repeatedRunTokens <= at) left.fill(true, at, at + repeatedRunTokens);
  });
  return left;
}

/** All runs of `length` neighbouring stems, by the place they start at. */
function runs(stems: readonly string[], length: number): string[] {
  const count = Math.max(0, stems.length - length + 1);
  return Array.from({ length: count }, (_, at) => stems.slice(at, at + length).join(' '));
}

/** A segment of nothing but grammar is a pause filled with words: it must neither carry nor break a negation. */
function segmentsWithSubject(tokens: readonly AnswerToken[]): Set<number> {
  const telling = tokens.filter((token) => isContent(token) || isNegator(token.text));
  return new Set(telling.map((token) => token.segment));
}
