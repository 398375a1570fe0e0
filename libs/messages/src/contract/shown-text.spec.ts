import { validateSync } from 'class-validator';
import { IsOneLine, ShowsSomething } from './shown-text.js';

class Shown {
  @ShowsSomething()
  text!: unknown;

  @IsOneLine()
  name!: unknown;
}

function complaintsOf(text: unknown, name: unknown = text): string[] {
  return validateSync(Object.assign(new Shown(), { text, name })).map(({ property }) => property);
}

describe('a text that is shown', () => {
  it.each(['Second round', ' 2 ', 'دورة ثانية', 'मंडल', '👩🏽‍🎓', '…', '\u200fמחזור'])('may be %j', (text) => {
    expect(complaintsOf(text)).toEqual([]);
  });

  it.each(['', '   ', ' \n ', '\u200b\u200d\u2060', '\u202e\u202c', '\u2800', '\u3164', '\ufeff', 5, null])(
    'is none where there is nothing to see, as in %j',
    (text) => {
      expect(complaintsOf(text)).toEqual(['text', 'name']);
    },
  );

  it('has lines and directions of its own in a note, and none in a name', () => {
    for (const text of ['two\nlines', '\u202egnp.exe', 'a\u2066b', 'a\u2028b'])
      expect(complaintsOf(text)).toEqual(['name']);
  });
});
