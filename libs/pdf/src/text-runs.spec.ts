import fc from 'fast-check';
import { brokenIntoLines } from './text-lines.js';
import { isStandardText, readsRightToLeft, visualRuns } from './text-runs.js';

describe('runs of a line', () => {
  it('tells what the standard fonts can draw', () => {
    expect(['Renée', '“quoted” – 5 €', 'Łukasz', 'علي', 'a\u00adb', 'tab\t'].map(isStandardText)).toEqual([
      ...[true, true, false, false, false, false],
    ]);
  });

  it('gives a whole word to one font', () => {
    expect(visualRuns('Mr Łukasz Nowak', false)).toEqual([
      { text: 'Mr ', isRightToLeft: false, isStandard: true },
      { text: 'Łukasz ', isRightToLeft: false, isStandard: false },
      { text: 'Nowak', isRightToLeft: false, isStandard: true },
    ]);
  });

  it('puts right-to-left words in their order, also beside numbers and the other way round', () => {
    const textsOf = (line: string) => visualRuns(line, readsRightToLeft(line)).map(({ text }) => text.trim());
    expect(textsOf('to محمد علي, now')).toEqual(['to', 'محمد علي', ',', 'now']);
    expect(textsOf('محمد 12 علي').filter((text) => text !== '')).toEqual(['علي', '12', 'محمد']);
    expect(textsOf('محمد (Ltd) علي').filter((text) => text !== '')).toEqual(['علي', '(', 'Ltd', ')', 'محمد']);
  });

  it('loses no character of any line', () => {
    const alphabet = fc.constantFrom(...'ab é Ł ع ل י 1 2 ( ) . -'.split(''), ' ');
    fc.assert(
      fc.property(fc.array(alphabet), fc.boolean(), (characters, isRightToLeft) => {
        const line = characters.join('');
        const drawn = visualRuns(line, isRightToLeft).map(({ text }) => text);
        // Brackets may have been turned.
        const sorted = (text: string) => text.replaceAll(')', '(').split('').sort().join('');
        expect(sorted(drawn.join(''))).toBe(sorted(line));
      }),
    );
  });
});

describe('breaking into lines', () => {
  it('loses nothing, and no line is wider than it may be', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 1, max: 30 }), (words, width) => {
        const lines = brokenIntoLines(words.join(' '), width, (text) => text.length);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        expect(lines.every((line) => line.length <= width)).toBe(true);
      }),
    );
  });
});
