import fc from 'fast-check';
import { checkQuote, minQuoteWords, quoteIndex } from '../../src/scoring/evidence.js';
import { type AnswerSegment, type AnswerText, answerText, type Speaker } from '../../src/scoring/transcript.js';
import type { Law, Trial } from './law.js';

/** A stretch of speech with a word a second. */
export function spoken(text: string, speaker: Speaker = 'applicant', startsAt = 0): AnswerSegment {
  const words = text.split(' ').map((word, at) => ({
    word,
    start: startsAt + at,
    end: startsAt + at + 0.5,
    confidence: 0.9,
  }));
  return { speaker, words };
}

/**
 * Generated answers. `z…` words are said by the interviewer and `x…` words by nobody; the applicant's words come from a small
 * stock, so that the same words stand in many places and a wrong match is likely.
 */
const stock = [
  'report',
  'Check',
  'naïve',
  'ﬁled',
  'Straße',
  "don't",
  'Σας,',
  'e\u0301t\u0301e',
  '３４%',
  'by',
  'hand',
  '—',
  'sum\u00ad',
];
const applicantSegment = fc.record({
  speaker: fc.constant<Speaker>('applicant'),
  words: fc.array(fc.constantFrom(...stock), { minLength: 1, maxLength: 9 }),
});
const interviewerSegment = fc.record({
  speaker: fc.constant<Speaker>('interviewer'),
  words: fc.array(fc.constantFrom('zeta', 'zone', 'zero', 'zeal'), { minLength: 5, maxLength: 9 }),
});
const conversation = fc
  .array(fc.oneof({ weight: 4, arbitrary: applicantSegment }, { weight: 1, arbitrary: interviewerSegment }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((segments) => answerText(segments.map(({ speaker, words }) => spoken(words.join(' '), speaker))));

const isWord = (word: string) => /[\p{L}\p{N}]/u.test(word);

interface Run {
  first: number;
  last: number;
}

/** All runs of neighbouring words that keep the contract, as they stand in the transcript. */
function trueRuns(text: AnswerText): Run[] {
  const runs: Run[] = [];
  text.words.forEach((from, first) => {
    for (let last = first; last < text.words.length; last += 1) {
      const to = text.words[last]!;
      if (text.speakers[to.segment] !== 'applicant' || text.speakers[from.segment] !== 'applicant') break;
      if (to.segment - from.segment > 1) break;
      if (text.words.slice(first, last + 1).filter(({ word }) => isWord(word)).length >= minQuoteWords)
        runs.push({ first, last });
    }
  });
  return runs;
}

const wordsOfRun = (text: AnswerText, { first, last }: Run) =>
  text.words.slice(first, last + 1).map(({ word }) => word);

/** A conversation with one of its true quotes. */
const withTrueQuote = fc
  .tuple(conversation, fc.nat())
  .map(([text, choice]) => ({ text, runs: trueRuns(text), choice }))
  .filter(({ runs }) => runs.length > 0)
  .map(({ text, runs, choice }) => ({ text, words: wordsOfRun(text, runs[choice % runs.length]!) }));

const disguises: Record<string, (quote: string) => string> = {
  'as it stands': (quote) => quote,
  'in other case': (quote) => quote.toUpperCase().replaceAll('SS', 'ß').toLowerCase(),
  decomposed: (quote) => quote.normalize('NFD'),
  'in compatible letters': (quote) => quote.normalize('NFKC'),
  'with other spaces': (quote) => ` ${quote.replaceAll(' ', ' \u00a0\n')} `,
  'with invisible characters': (quote) => [...quote].join('\u200b'),
};

interface DrawnQuote {
  text: AnswerText;
  quote: string;
}

const trueQuote = fc
  .tuple(withTrueQuote, fc.constantFrom(...Object.values(disguises)))
  .map(([{ text, words }, disguised]): DrawnQuote => ({ text, quote: disguised(words.join(' ')) }));

const withStranger = fc
  .tuple(withTrueQuote, fc.nat(), fc.constantFrom('zeta', 'xenon', 'reports', 'no'))
  .map(([{ text, words }, at, word]): DrawnQuote => {
    const changed = [...words];
    changed.splice(at % (words.length + 1), 0, word);
    return { text, quote: changed.join(' ') };
  });

const piece = fc.tuple(fc.nat(), fc.nat({ max: 8 }));
const inventedWords = fc.array(fc.constantFrom(...stock, 'zeta', 'zone', 'zero'), { minLength: 1, maxLength: 12 });
const spliceOrInvention = fc
  .tuple(conversation, piece, piece, inventedWords, fc.boolean())
  .map(([text, one, other, invented, isSplice]): DrawnQuote => {
    const take = ([at, length]: [number, number]) =>
      text.words.slice(at % text.words.length, (at % text.words.length) + length + 1).map(({ word }) => word);
    return { text, quote: (isSplice ? [...take(one), ...take(other)] : invented).join(' ') };
  });

const nearFlag = fc
  .tuple(withTrueQuote, fc.nat())
  .map(([{ text, words }, at]) => ({ text, quote: words.join(' '), flagged: at % text.words.length }));

const mostQuotes = 10_000;

/** What the evidence contract must do with generated quotes. */
export const quoteLaws: readonly Law[] = [
  law('A true quote is not refused, however it is written', trueQuote, ({ text, quote }) => {
    const check = checkQuote(quoteIndex(text), quote);
    return check.accepted ? null : `${check.refusal}: ${told(text, quote)}`;
  }),
  law('A quote with a word that the applicant never said is not accepted', withStranger, ({ text, quote }) => {
    const check = checkQuote(quoteIndex(text), quote);
    const isRefused = !check.accepted && check.refusal === 'not_in_transcript';
    return isRefused ? null : told(text, quote);
  }),
  law(
    'A spliced or invented quote is accepted where it stands in one place of the applicant, and nowhere else',
    spliceOrInvention,
    ({ text, quote }) =>
      checkQuote(quoteIndex(text), quote).accepted === standsInOnePlace(text, quote) ? null : told(text, quote),
  ),
  law('A quote that touches flagged words is not accepted', nearFlag, ({ text, quote, flagged }) => {
    const check = checkQuote(quoteIndex(text), quote, [text.words[flagged]!]);
    if (!check.accepted)
      return check.refusal === 'inside_flagged_text' ? null : `${check.refusal}: ${told(text, quote)}`;
    const { firstWord, lastWord } = check.quote;
    return flagged < firstWord || flagged > lastWord ? null : told(text, quote);
  }),
];

function law<T>(name: string, drawn: fc.Arbitrary<T>, violation: (drawn: T) => string | null): Law {
  return {
    name,
    trials: (most) =>
      fc.sample(drawn, { numRuns: Math.min(most, mostQuotes), seed: 1 }).map(
        (one): Trial =>
          () =>
            violation(one),
      ),
  };
}

function told(text: AnswerText, quote: string): string {
  return JSON.stringify({ quote, transcript: text.text });
}

/** Found by another way than the contract's own: by comparing with each true run. */
function standsInOnePlace(text: AnswerText, quote: string): boolean {
  const wanted = bare(quote);
  return trueRuns(text).some((run) => {
    const own = wordsOfRun(text, run).map(bare).join(' ');
    // A quote may leave out the marks at its ends, so the run may hold more marks, never more words.
    const at = own.indexOf(wanted);
    return at !== -1 && !isWord(own.slice(0, at)) && !isWord(own.slice(at + wanted.length));
  });
}

function bare(value: string): string {
  return value.normalize('NFKC').toLowerCase().replaceAll('\u00ad', '').replaceAll('ς', 'σ');
}
