import { tried } from '../../test/judging/law.js';
import { quoteLaws, spoken } from '../../test/judging/quote-laws.js';
import { checkQuote, quoteIndex } from './evidence.js';
import { answerText, writtenSegments } from './transcript.js';

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

describe('The evidence contract, over generated answers', () => {
  // `npm run test:judge` takes 10,000 of each.
  it.each(quoteLaws)('$name', async (law) => {
    expect((await tried(law, 300)).violations).toEqual([]);
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
