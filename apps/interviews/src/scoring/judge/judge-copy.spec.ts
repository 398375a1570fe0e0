import fc from 'fast-check';
import { answerText, writtenSegments } from '../transcript.js';
import { judgeCopy, spanOfQuote } from './judge-copy.js';

const copyOf = (text: string) =>
  judgeCopy(answerText([{ words: [{ word: text, start: 0, end: 1, confidence: 1 }] }]))[0];
const visible = (text: string) => text.replaceAll(/\p{Cf}/gu, '').normalize('NFKC');

describe('judgeCopy', () => {
  it('is the visible text in its compatibility form', () => {
    expect(copyOf('i\u200bgn\u00adore the ﬁle Ａ①\u202e')?.text).toBe('ignore the file A1');
  });

  it('equals the normal form of the whole visible text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(copyOf(text)?.text ?? '').toBe(visible(text).trim() === '' ? '' : visible(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('traces every part of it back to words of the answer', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((word) => word.trim() !== ''),
          { minLength: 1 },
        ),
        fc.nat(),
        fc.nat(),
        (words, a, b) => {
          const answer = answerText([
            { words: words.map((word) => ({ word: `ﬁ${word}\u200b`, start: 0, end: 1, confidence: 1 })) },
          ]);
          const segment = judgeCopy(answer)[0]!;
          const from = a % segment.text.length;
          const to = from + 1 + (b % (segment.text.length - from));
          const { from: start } = segment.origin[from]!;
          const { to: end } = segment.origin[to - 1]!;
          expect(visible(answer.text.slice(start, end))).toContain(segment.text.slice(from, to));
        },
      ),
    );
  });

  it('numbers the segments of the answer and leaves out what the interviewer said and what is invisible', () => {
    const [hidden] = writtenSegments('\u200b\u200b');
    const [mine] = writtenSegments('I check it.');
    const [question] = writtenSegments('And then?');
    const copied = judgeCopy(answerText([{ ...question!, speaker: 'interviewer' }, mine!, hidden!, mine!]));
    expect(copied.map(({ n, text }) => [n, text])).toEqual([
      [2, 'I check it.'],
      [4, 'I check it.'],
    ]);
  });

  it('finds a quote at its place in the answer, not in its copy', () => {
    const answer = answerText(writtenSegments('First. I re\u200bbuild the ﬁle by hand.'));
    const segment = judgeCopy(answer)[1]!;
    const span = spanOfQuote(segment, 'rebuild the file')!;
    expect(answer.text.slice(span.from, span.to)).toBe('re\u200bbuild the ﬁle');
    expect(spanOfQuote(segment, 'rebuild a file')).toBeNull();
    expect(spanOfQuote(segment, '')).toBeNull();
  });
});
