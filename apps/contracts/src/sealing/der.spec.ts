import { der, derAt } from './der.js';

describe('elements of DER', () => {
  it.each([
    [0, '3000'],
    [0x7f, '307f'],
    [0x80, '308180'],
    [0xff, '3081ff'],
    [0x100, '30820100'],
    [0xffff, '3082ffff'],
    [0x10000, '3083010000'],
  ])('write a length of %i in the fewest bytes', (length, head) => {
    const written = der(0x30, Buffer.alloc(length));
    expect(written.subarray(0, written.length - length).toString('hex')).toBe(head);
  });

  it.each([0, 0x7f, 0x80, 0x100, 0xff00])('are found again with %i bytes in them, and behind others', (length) => {
    const inner = der(0x04, Buffer.alloc(length, 7));
    const found = derAt(der(0x30, der(0x02, Buffer.from([1])), inner), 0, 1);
    expect(found).toMatchObject({ tag: 0x04 });
    expect(found!.content.equals(Buffer.alloc(length, 7))).toBe(true);
    expect(found!.whole.equals(inner)).toBe(true);
  });

  it.each(['30', '3080', '3005ff', '308400000001ff', '30820005ff', '0101'])(
    'are none where a length is missing, indefinite, too long or beyond the end: %s',
    (hex) => {
      expect(derAt(Buffer.from(hex, 'hex'), 0)).toBeNull();
    },
  );
});
