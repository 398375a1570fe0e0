import { stemmer } from 'stemmer';
import { isFunctionWord, isHesitation, isHesitationPhrase, isPronounOrAuxiliary } from './closed-class-words.js';
import type { AnswerText, TextSpan } from './transcript.js';

/** A word as the offline rules compare it: NFKC, lower case, stemmed. */
export interface Token extends TextSpan {
  text: string;
  stem: string;
  isFunction: boolean;
  isPronounOrAuxiliary: boolean;
}

/** A token of an answer, with the transcript word and segment it was heard in. */
export interface AnswerToken extends Token {
  word: number;
  segment: number;
}

// Format characters (zero width, bidi) belong to the word they hide in and are dropped from it.
const wordPattern = /[\p{L}\p{M}\p{N}\p{Cf}]+(?:['’][\p{L}\p{M}\p{Cf}]+)*/gu;
const formatCharacters = /\p{Cf}/gu;

/** What `it's` means; after any other word `'s` is a possessive and is dropped. */
const isAfter = new Set(['it', 'that', 'there', 'he', 'she', 'what', 'here', 'who', 'where', 'how']);
const irregularNegations = new Map([
  ["can't", ['can', 'not']],
  ["won't", ['will', 'not']],
  ["shan't", ['shall', 'not']],
  ["ain't", ['is', 'not']],
  ['cannot', ['can', 'not']],
  ["let's", ['let', 'us']],
]);
const clitics = new Map([
  ['m', 'am'],
  ['re', 'are'],
  ['ve', 'have'],
  ['ll', 'will'],
  ['d', 'would'],
]);

/**
 * Tokens of a plain text, hesitations left out. Two tokens of one contraction share their offsets. Offsets are those of
 * the word as written, before normalisation.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const span = { from: match.index, to: match.index + match[0].length };
    for (const form of expand(match[0])) tokens.push(token(form, span));
  }
  return withoutHesitations(tokens);
}

/** Tokens of what the applicant said; an interviewer's words are none, nor is what a correction adds to the recording. */
export function tokenizeAnswer(answer: AnswerText): AnswerToken[] {
  const tokens: AnswerToken[] = [];
  answer.words.forEach((placed, word) => {
    if (answer.speakers[placed.segment] !== 'applicant' || placed.outside) return;
    for (const match of placed.word.matchAll(wordPattern)) {
      const from = placed.from + match.index;
      const span = { from, to: from + match[0].length };
      for (const form of expand(match[0])) tokens.push({ ...token(form, span), word, segment: placed.segment });
    }
  });
  return withoutHesitations(tokens);
}

export function isContent(token: Token): boolean {
  return !token.isFunction;
}

function token(text: string, span: TextSpan): Token {
  return {
    text,
    stem: stemOf(text),
    ...span,
    isFunction: isFunctionWord(text),
    isPronounOrAuxiliary: isPronounOrAuxiliary(text),
  };
}

/** Porter's stem, but for words in -ition: it takes `definition` for `definite` and `position` for `posit`. */
function stemOf(text: string): string {
  const singular = text.replace(/itions$/, 'ition');
  return singular.endsWith('ition') ? singular : stemmer(text);
}

function expand(written: string): string[] {
  const folded = written.replaceAll(formatCharacters, '').normalize('NFKC').toLowerCase().replaceAll('’', "'");
  if (folded === '') return [];
  const irregular = irregularNegations.get(folded);
  if (irregular) return irregular;
  const apostrophe = folded.lastIndexOf("'");
  if (apostrophe === -1) return [folded];
  if (folded.endsWith("n't")) return [folded.slice(0, -3), 'not'];
  const base = folded.slice(0, apostrophe);
  const clitic = folded.slice(apostrophe + 1);
  if (clitic === 's') return isAfter.has(base) ? [base, 'is'] : [base];
  const auxiliary = clitics.get(clitic);
  return auxiliary ? [base, auxiliary] : [folded];
}

function withoutHesitations<T extends Token>(tokens: readonly T[]): T[] {
  const kept: T[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const here = tokens[at]!;
    const next = tokens[at + 1];
    if (isHesitation(here.text)) continue;
    if (next && isHesitationPhrase(here.text, next.text)) at += 1;
    else kept.push(here);
  }
  return kept;
}
