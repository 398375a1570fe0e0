import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type CaptionSentence, captionsOf } from './captions.js';

interface ReadCue {
  start: number;
  end: number;
  lines: string[];
}

/** Reads WebVTT as its specification writes it, and nothing else. */
function cuesOf(vtt: string): ReadCue[] {
  const [head, ...blocks] = vtt.trimEnd().split('\n\n');
  expect(head).toBe('WEBVTT');
  return blocks.map((block) => {
    const [timing, ...text] = block.split('\n');
    const match = /^(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})$/.exec(timing!);
    expect([timing, match]).toEqual([timing, expect.anything()]);
    const [h1, m1, s1, ms1, h2, m2, s2, ms2] = match!.slice(1).map(Number) as number[];
    const inside = /^<lang [A-Za-z0-9-]+>([^<>]+)<\/lang>$/s.exec(text.join('\n'));
    expect([text, inside]).toEqual([text, expect.anything()]);
    expect(inside![1]!.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
    return {
      start: h1! * 3600 + m1! * 60 + s1! + ms1! / 1000,
      end: h2! * 3600 + m2! * 60 + s2! + ms2! / 1000,
      lines: inside![1]!.split('\n').map(plain),
    };
  });
}

const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** One word after the other, each of half a second, as an engine hears them. */
function said(text: string, startSeconds = 0, words = text): CaptionSentence {
  const heard = words.split(' ').map((word, index) => {
    const start = startSeconds + index / 2;
    return { word, start, end: start + 0.5 };
  });
  return { startSeconds, endSeconds: startSeconds + heard.length / 2, text, words: heard };
}

const texts = (sentences: CaptionSentence[], language = 'en-US') =>
  cuesOf(captionsOf(sentences, language)).map(({ lines }) => lines.join(' / '));

describe('Captions', () => {
  it('are an empty file where nothing was said', () => {
    expect(captionsOf([], 'en')).toBe('WEBVTT\n');
    expect(captionsOf([{ startSeconds: 0, endSeconds: 9, text: ' \n ', words: [] }], 'en')).toBe('WEBVTT\n');
  });

  it('show what was said while it is heard, in the language of the interview', () => {
    expect(captionsOf([said('I compare the figures.', 61.5)], 'en-GB')).toBe(
      'WEBVTT\n\n00:01:01.500 --> 00:01:03.500\n<lang en-GB>I compare the figures.</lang>\n',
    );
  });

  it('break into two lines of like length, and into cues of two lines', () => {
    expect(texts([said('the balance sheet of one fixed year with')])).toEqual([
      'the balance sheet of one fixed year with',
    ]);
    expect(texts([said('reconciliations between ledgers, statements, and confirmations')])).toEqual([
      'reconciliations between ledgers, / statements, and confirmations',
    ]);
    const long = Array.from({ length: 8 }, () => 'incomprehensibilities').join(' ');
    expect(texts([said(long)]).map((cue) => cue.split(' ').filter((word) => word !== '/').length)).toEqual([
      2, 2, 2, 2,
    ]);
  });

  it('break where a sentence ends, but not behind an abbreviation or a figure', () => {
    const text = 'I asked Dr. Lee about 3. 5 of them. "Really?" Yes.';
    expect(texts([said(text), said('And then', 9)])).toEqual([
      'I asked Dr. Lee about 3. 5 of them.',
      '"Really?"',
      'Yes.',
      'And then',
    ]);
    expect(texts([said('إلى أين؟ إلى هنا')], 'ar')).toEqual(['إلى أين؟', 'إلى هنا']);
  });

  it('break at a pause of more than 0.6 s and after six seconds', () => {
    const { words } = said('one two three four');
    const paused = (seconds: number) =>
      words.map((word, index) =>
        index < 2 ? word : { ...word, start: word.start + seconds, end: word.end + seconds },
      );
    const sentence = (seconds: number) => ({
      startSeconds: 0,
      endSeconds: 9,
      text: 'one two three four',
      words: paused(seconds),
    });
    expect(texts([sentence(0.5)])).toEqual(['one two three four']);
    expect(texts([sentence(0.7)])).toEqual(['one two', 'three four']);
    expect(texts([said('a b c d e f g h i j k l m n')])).toEqual(['a b c d e f g h i j k l', 'm n']);
  });

  it('take no text for a tag, an entity or an arrow', () => {
    const vtt = captionsOf([said('<b>AT&T</b> --> 00:00:01.000\n\n00:00:05.000 --> 00:00:06.000 NOTE')], 'en');
    expect(vtt.match(/-->/g)).toHaveLength(cuesOf(vtt).length);
    expect(vtt).toContain('&lt;b&gt;AT&amp;T&lt;/b&gt; --&gt;');
  });

  it('keep the punctuation of a text at the times of its words, however the engine divides them', () => {
    const [first, second] = cuesOf(
      captionsOf([said('Well, twenty-five: yes. Always!', 0, 'well twenty five yes always')], 'en'),
    );
    expect([first, second]).toEqual([{ start: 0, end: 2.5, lines: ['Well, twenty-five: yes. Always!'] }, undefined]);
    const dashed = cuesOf(
      captionsOf([said('Wait — what about them? Nothing .', 0, 'wait what about them nothing')], 'en'),
    );
    expect(dashed).toEqual([
      { start: 0, end: 2, lines: ['Wait — what about them?'] },
      { start: 2, end: 2.5, lines: ['Nothing .'] },
    ]);
  });

  it('spread the words of a corrected sentence over its time', () => {
    const corrected = { ...said('I audit them. Twice!', 10, 'i order dem twice'), endSeconds: 13.4 };
    expect(cuesOf(captionsOf([corrected], 'en'))).toEqual([
      { start: 10, end: 12.2, lines: ['I audit them.'] },
      { start: 12.2, end: 13.4, lines: ['Twice!'] },
    ]);
  });

  it('divide languages that write no spaces by their own words', () => {
    const text =
      '貸借対照表と損益計算書を一行ずつ比較して、合わない数字があれば元の帳簿まで戻って確認します。それから報告します。';
    const words = [...text.replaceAll(/[、。]/g, '')].map((word, index) => ({
      word,
      start: index / 10,
      end: (index + 1) / 10,
    }));
    const cues = cuesOf(captionsOf([{ startSeconds: 0, endSeconds: 9, text, words }], 'ja'));
    expect(cues.length).toBeGreaterThanOrEqual(2);
    expect(cues.flatMap(({ lines }) => lines).join('')).toBe(text);
    for (const line of cues.flatMap(({ lines }) => lines)) expect(line).not.toMatch(/^[、。]/);
  });

  it('of a long answer are made in no time', () => {
    const { segments } = JSON.parse(readFileSync('samples/transcripts/stuffed.json', 'utf8')) as {
      segments: CaptionSentence[];
    };
    const halfHour = Array.from({ length: 20 }, (_, round) =>
      segments.map((segment) => later(segment, round * 72)),
    ).flat();
    const started = performance.now();
    const cues = cuesOf(captionsOf(halfHour, 'en-US'));
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(cues.length).toBeGreaterThan(200);
  });
});

function later({ startSeconds, endSeconds, words, text }: CaptionSentence, seconds: number): CaptionSentence {
  const moved = words.map(({ word, start, end }) => ({ word, start: start + seconds, end: end + seconds }));
  return { startSeconds: startSeconds + seconds, endSeconds: endSeconds + seconds, text: text!, words: moved };
}

describe('Captions of whatever an engine or a correction says', () => {
  const seconds = fc.double({ min: -1, max: 4_000, noNaN: true });
  const word = fc.oneof(
    fc.constantFrom(
      'I',
      'revenue',
      'Dr.',
      '—',
      'yes!',
      '&',
      '<v',
      '-->',
      '\n',
      '数字を合わせる',
      'אבג',
      'e\u0301',
      '…',
    ),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  const sentence = fc.record({
    startSeconds: seconds,
    endSeconds: seconds,
    text: fc.option(
      fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
      { nil: undefined },
    ),
    words: fc.array(fc.record({ word, start: seconds, end: seconds }), { maxLength: 20 }),
  });
  /** As engines tell it: one word behind the other, with pauses. */
  const orderly = fc
    .array(fc.tuple(word, fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0.05, max: 9, noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    })
    .map((heard) => {
      let at = 0;
      const words = heard.map(([text, pause, lasting]) => {
        const start = at + pause;
        at = start + lasting;
        return { word: text, start, end: at };
      });
      return { startSeconds: words[0]!.start, endSeconds: at, words };
    });
  const sentences = fc.oneof(
    fc.array(sentence, { maxLength: 6 }),
    orderly.map((one) => [one]),
  );

  it('are valid, in order, never over one another, short enough to be read', () => {
    fc.assert(
      fc.property(sentences, fc.constantFrom('en-US', 'ja', 'ar-EG', 'th'), (said, language) => {
        let end = 0;
        for (const cue of cuesOf(captionsOf(said as CaptionSentence[], language))) {
          expect(cue.start).toBeGreaterThanOrEqual(end);
          expect(cue.end).toBeGreaterThan(cue.start);
          expect(cue.end - cue.start).toBeLessThanOrEqual(6.0005);
          expect(cue.lines.length).toBeLessThanOrEqual(2);
          for (const line of cue.lines) {
            expect([...new Intl.Segmenter().segment(line)].length).toBeLessThanOrEqual(42);
            expect(line.trim()).not.toBe('');
          }
          ({ end } = cue);
        }
      }),
    );
  });

  it('leave no letter out and add none', () => {
    const letters = (text: string) => text.replaceAll(/[\s\p{Cc}]/gu, '');
    fc.assert(
      fc.property(sentences, (said) => {
        const shown = cuesOf(captionsOf(said as CaptionSentence[], 'en')).flatMap(({ lines }) => lines);
        const spoken = said.map((each) =>
          'text' in each && each.text !== undefined ? each.text : each.words.map(({ word }) => word).join(' '),
        );
        expect(letters(shown.join(''))).toBe(letters(spoken.join('')));
      }),
    );
  });

  it('last no longer than the words in them', () => {
    const lasting = orderly.map(({ words, ...times }) => ({
      ...times,
      words: words.map(({ start, end }, index) => ({ word: `w${index}`, start, end })),
    }));
    fc.assert(
      fc.property(lasting, (sentence) => {
        for (const cue of cuesOf(captionsOf([sentence], 'en'))) {
          const shown = cue.lines.join(' ').split(' ');
          const words = sentence.words.filter(({ word }) => shown.includes(word));
          expect(words.length).toBe(shown.length);
          expect(cue.start).toBeGreaterThanOrEqual(words[0]!.start - 0.001);
          expect(cue.end).toBeLessThanOrEqual(words.at(-1)!.end + 0.001);
        }
      }),
    );
  });
});
