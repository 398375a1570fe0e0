import fc from 'fast-check';
import { byteRangeOf } from './byte-range.js';

describe('a requested range of bytes', () => {
  it.each([
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=900-', { start: 900, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=500-5000', { start: 500, end: 999 }],
    ['BYTES=999-999', { start: 999, end: 999 }],
  ])('%s of 1000 bytes', (header, range) => {
    expect(byteRangeOf(header, 1_000)).toEqual(range);
  });

  it.each([[undefined], ['bytes=-'], ['bytes=0-1,5-6'], ['bytes=9-3'], ['lines=0-5'], ['bytes=a-b'], ['']])(
    'sends everything for %p',
    (header) => {
      expect(byteRangeOf(header, 1_000)).toBeNull();
    },
  );

  it.each([['bytes=1000-'], ['bytes=1000-2000'], ['bytes=-0']])('cannot satisfy %s of 1000 bytes', (header) => {
    expect(() => byteRangeOf(header, 1_000)).toThrow(expect.objectContaining({ code: 'range_not_satisfiable' }));
  });

  it('never leaves the recording', () => {
    const place = fc.option(fc.nat(3_000), { nil: '' as const });
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1, max: 2_000 }), (first, last, bytes) => {
        let range: ReturnType<typeof byteRangeOf> = null;
        try {
          range = byteRangeOf(`bytes=${first}-${last}`, bytes);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'range_not_satisfiable' });
        }
        if (!range) return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(bytes);
      }),
    );
  });
});
