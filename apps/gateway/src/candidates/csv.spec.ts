import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRecord } from './csv.js';

describe('A record of CSV', () => {
  it('is what RFC 4180 says of commas, quotes and lines', () => {
    expect(csvRecord(['a', 'b,c', 'say "no"', 'two\r\nlines', 1.5, true, null])).toBe(
      'a,"b,c","say ""no""","two\r\nlines",1.5,true,\r\n',
    );
  });

  it.each(['=1+1', '+49 30', '-2', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x.invalid","y")', '＝1'])(
    'lets no spreadsheet calculate %j',
    (text) => {
      const [[cell]] = parse(csvRecord([text])) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  it.each([
    [`x;=cmd|'/C calc'!A0;y`, `x;'=cmd|'/C calc'!A0;y`],
    ['x\t+1;-2', `x\t'+1;'-2`],
    ['x;"=1"', `x;'"=1"`],
    ['Smith; J. = me', 'Smith; J. = me'],
  ])('begins no formula behind a separator of other countries, as in %j', (text, written) => {
    const [[cell]] = parse(csvRecord([text])) as [[string]];
    expect(cell).toBe(written);
  });

  it('leaves everything else as it is, and one record one record', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(texts, (values) => {
        const [cells, ...others] = parse(csvRecord(values), { relax_column_count: true }) as string[][];
        expect(others).toEqual([]);
        const bare = (text: string) => text.replaceAll(/(?<=^|[;\t])'(?="*[=+\-@\t\r\n＝＋－＠])/g, '');
        expect(cells!.map(bare)).toEqual(values.map(bare));
      }),
    );
  });
});
