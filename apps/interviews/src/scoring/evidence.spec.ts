import fc from 'fast-check';
import { checkQuote, minQuoteWords, quoteIndex } from './evidence.js';
import { type AnswerSegment, answerText, type Speaker, writtenSegments } from './transcript.js';

function spoken(text: string, speaker: Speaker = 'applicant', startsAt = 0): AnswerSegment {
  const words = text.split(' ').map((word, at) => ({
    word,
    start: startsAt + at,
    end: startsAt + at + 0.5,
    confidence: 0.9,
  }));
  return { speaker, words };
}

const answer = answerText([
  spoken('I compare every number with the filed report,'),
  spoken('then I calculate the result again by hand', 'applicant', 10),
  spoken('and how would you grade the answers it gives', 'interviewer', 20),
  spoken('I write the criteria down before I read anything.', 'applicant', 30),
]);
const index = quoteIndex(answer);

function refusalOf(quote: string | null): string {
  const check = checkQuote(index, quote);
  return check.accepted ? 'accepted' : check.refusal;
}

describe('The evidence contract', () => {
  it('accepts five words in a row and gives them their times', () => {
    const check = checkQuote(index, 'compare every number with the');
    expect(check).toMatchObject({
      accepted: true,
      quote: { text: 'compare every number with the', startSeconds: 1, endSeconds: 5.5, firstWord: 1, lastWord: 5 },
    });
  });

  it('folds case, width, white space, invisible characters and punctuation at its ends', () => {
    const quotes = [
      'COMPARE  every\tnumber\nwith the',
      'ｃｏｍｐａｒｅ every number with the',
      'com\u200bpare every number with the',
    ];
    for (const quote of quotes) expect(refusalOf(quote)).toBe('accepted');
    expect(refusalOf('number with the filed report')).toBe('accepted');
    expect(refusalOf('number with the filed report,')).toBe('accepted');
  });

  it('returns the words of the transcript, not those of the judge', () => {
    const check = checkQuote(index, 'EVERY NUMBER WITH THE FILED REPORT');
    expect(check).toMatchObject({ accepted: true, quote: { text: 'every number with the filed report,' } });
  });

  it('lets a quote cross into the neighbouring segment', () => {
    expect(checkQuote(index, 'the filed report, then I calculate')).toMatchObject({
      accepted: true,
      quote: { startSeconds: 5, endSeconds: 12.5 },
    });
  });

  it.each([
    ['nothing', null, 'missing'],
    ['white space', ' \n ', 'missing'],
    ['four words', 'compare every number with', 'too_short'],
    ['four words and marks', '— compare every number with …', 'too_short'],
    ['an invention', 'I always verify with the regulator', 'not_in_transcript'],
    ['two places spliced', 'I compare every number by hand', 'not_in_transcript'],
    ['words left out in the middle', 'compare every number the filed report', 'not_in_transcript'],
    ['another order', 'every compare number with the', 'not_in_transcript'],
    ['half a word at an end', 'ompare every number with the', 'not_in_transcript'],
    ['half a word at the other end', 'compare every number with the fil', 'not_in_transcript'],
    ['a repaired word', 'compares every number with the', 'not_in_transcript'],
    ["the interviewer's words", 'how would you grade the answers', 'not_in_transcript'],
    ['a reach over the interviewer', 'again by hand I write the criteria', 'not_in_transcript'],
  ])('refuses %s', (_, quote, refusal) => {
    expect(refusalOf(quote)).toBe(refusal);
  });

  it('refuses a quote over three segments', () => {
    const three = quoteIndex(answerText(writtenSegments('I check. I compare. I ask again.')));
    expect(checkQuote(three, 'check. I compare. I ask')).toEqual({ accepted: false, refusal: 'not_in_transcript' });
  });

  it('refuses a quote that touches a flagged span, unless the same words stand clean elsewhere', () => {
    const flagged = [{ from: answer.text.indexOf('number'), to: answer.text.indexOf('number') + 6 }];
    expect(checkQuote(index, 'compare every number with the', flagged)).toEqual({
      accepted: false,
      refusal: 'inside_flagged_text',
    });
    const twice = answerText([
      spoken('I compare every number with the report'),
      spoken('I compare every number with the report', 'applicant', 40),
    ]);
    const check = checkQuote(quoteIndex(twice), 'compare every number with the', [{ from: 0, to: 20 }]);
    expect(check).toMatchObject({ accepted: true, quote: { startSeconds: 41 } });
  });

  it('prefers the segment a judge names where the words stand twice, and nothing more', () => {
    const twice = quoteIndex(
      answerText([
        spoken('I check it against the source'),
        spoken('so I check it against the source', 'applicant', 40),
      ]),
    );
    expect(checkQuote(twice, 'I check it against the', [], 1)).toMatchObject({ quote: { startSeconds: 41 } });
    expect(checkQuote(twice, 'I check it against the', [], 99)).toMatchObject({ quote: { startSeconds: 0 } });
  });

  it('counts words in scripts without spaces and quotes them from anywhere', () => {
    const chinese = quoteIndex(answerText(writtenSegments('我把每个数字和年度报告再比较一次')));
    expect(checkQuote(chinese, '每个数字和年度报告')).toMatchObject({ accepted: true });
    expect(checkQuote(chinese, '年度报告')).toEqual({ accepted: false, refusal: 'too_short' });
  });

  it('gives no times for a written answer', () => {
    const written = quoteIndex(answerText(writtenSegments('I compare every number with the filed report.')));
    expect(checkQuote(written, 'compare every number with the')).toMatchObject({
      quote: { startSeconds: null, endSeconds: null },
    });
  });
});

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

/** All runs of neighbouring words that keep the contract, as they stand in the transcript. */
function trueRuns(text: ReturnType<typeof answerText>): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
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

const disguise = fc.constantFrom<(quote: string) => string>(
  (quote) => quote,
  (quote) => quote.toUpperCase().replaceAll('SS', 'ß').toLowerCase(),
  (quote) => quote.normalize('NFD'),
  (quote) => quote.normalize('NFKC'),
  (quote) => ` ${quote.replaceAll(' ', ' \u00a0\n')} `,
  (quote) => [...quote].join('\u200b'),
);

describe('The evidence contract, over generated answers', () => {
  // Four properties: 10,000 cases together.
  const runs = { numRuns: 2_500 };

  it('refuses no true quote, however it is written', () => {
    fc.assert(
      fc.property(conversation, fc.nat(), disguise, (text, choice, disguised) => {
        const possible = trueRuns(text);
        fc.pre(possible.length > 0);
        const { first, last } = possible[choice % possible.length]!;
        const quote = text.words
          .slice(first, last + 1)
          .map(({ word }) => word)
          .join(' ');
        const check = checkQuote(quoteIndex(text), disguised(quote));
        expect(check.accepted).toBe(true);
      }),
      runs,
    );
  });

  it('accepts no quote with a word that the applicant never said', () => {
    fc.assert(
      fc.property(
        conversation,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('zeta', 'xenon', 'reports', 'no'),
        (text, choice, at, word) => {
          const possible = trueRuns(text);
          fc.pre(possible.length > 0);
          const { first, last } = possible[choice % possible.length]!;
          const words = text.words.slice(first, last + 1).map((placed) => placed.word);
          words.splice(at % (words.length + 1), 0, word);
          expect(checkQuote(quoteIndex(text), words.join(' '))).toEqual({
            accepted: false,
            refusal: 'not_in_transcript',
          });
        },
      ),
      runs,
    );
  });

  it('accepts no splice: whatever is accepted stands in one place of the applicant', () => {
    const quoteWords = fc.array(fc.constantFrom(...stock, 'zeta', 'zone', 'zero'), { minLength: 1, maxLength: 12 });
    const piece = fc.tuple(fc.nat(), fc.nat({ max: 8 }));
    fc.assert(
      fc.property(conversation, piece, piece, quoteWords, fc.boolean(), (text, one, other, invented, isSplice) => {
        const take = ([at, length]: [number, number]) =>
          text.words.slice(at % text.words.length, (at % text.words.length) + length + 1).map(({ word }) => word);
        const quote = (isSplice ? [...take(one), ...take(other)] : invented).join(' ');
        const check = checkQuote(quoteIndex(text), quote);
        const bare = (value: string) =>
          value.normalize('NFKC').toLowerCase().replaceAll('\u00ad', '').replaceAll('ς', 'σ');
        const stands = trueRuns(text).some(({ first, last }) => {
          const run = text.words
            .slice(first, last + 1)
            .map(({ word }) => bare(word))
            .join(' ');
          const wanted = bare(quote);
          // A quote may leave out the marks at its ends, so the run may hold more marks, never more words.
          const at = run.indexOf(wanted);
          return at !== -1 && !isWord(run.slice(0, at)) && !isWord(run.slice(at + wanted.length));
        });
        expect(check.accepted).toBe(stands);
      }),
      runs,
    );
  });

  it('accepts nothing that touches a flagged span', () => {
    fc.assert(
      fc.property(conversation, fc.nat(), fc.nat(), (text, choice, at) => {
        const possible = trueRuns(text);
        fc.pre(possible.length > 0);
        const { first, last } = possible[choice % possible.length]!;
        const quote = text.words
          .slice(first, last + 1)
          .map(({ word }) => word)
          .join(' ');
        const flaggedWord = text.words[at % text.words.length]!;
        const check = checkQuote(quoteIndex(text), quote, [flaggedWord]);
        if (check.accepted) {
          const { firstWord, lastWord } = check.quote;
          const touched = at % text.words.length;
          expect(touched < firstWord || touched > lastWord).toBe(true);
        } else {
          expect(check.refusal).toBe('inside_flagged_text');
        }
      }),
      runs,
    );
  });
});

describe('The evidence contract, where a transcript was corrected', () => {
  const words = 'I compare every number with the filed report'.split(' ');
  const corrected = (marks: Record<number, object>) =>
    quoteIndex(
      answerText([
        { words: words.map((word, at) => ({ word, start: at, end: at + 0.5, confidence: 0.9, ...marks[at] })) },
      ]),
    );
  const quote = 'compare every number with the filed';

  it.each<[string, Record<number, object>, boolean]>([
    ['a word of it was added', { 3: { outside: 'added' } }, false],
    ['a word of it was denied', { 6: { outside: 'denial_removed' } }, false],
    ['something between its words is left out', { 4: { severed: true } }, false],
    ['something before it is left out', { 1: { severed: true } }, true],
    ['a word beside it was added', { 0: { outside: 'added' }, 7: { outside: 'added' } }, true],
  ])('where %s', (_, marks, isAccepted) => {
    const check = checkQuote(corrected(marks), quote);
    if (isAccepted) expect(check).toMatchObject({ accepted: true });
    else expect(check).toMatchObject({ accepted: false, refusal: 'outside_recording', outside: { text: quote } });
  });

  it('takes the place in the recording where the same words stand in both', () => {
    const twice = [{ outside: 'added' as const }, {}].map((mark, at) => ({
      words: words.map((word) => ({ word, start: at * 10, end: at * 10 + 1, confidence: null, ...mark })),
    }));
    expect(checkQuote(quoteIndex(answerText(twice)), quote, [], 0)).toMatchObject({ quote: { startSeconds: 10 } });
  });
});
