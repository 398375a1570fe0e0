import fc from 'fast-check';
import { payFor } from './pay.js';

const seconds = fc.bigInt({ min: 0n, max: 608_400n });
const rate = fc.bigInt({ min: 0n, max: 10n ** 12n });

describe('what a line earns', () => {
  it.each([
    [3_600n, 8_550n, 8_550n],
    [144_000n, 8_550n, 342_000n],
    [1n, 1_800n, 1n], // exactly half a cent goes up
    [1n, 1_799n, 0n],
    [0n, 8_550n, 0n],
    [604_800n, 999_999_999_999n, 167_999_999_999_832n],
  ])('is, for %s s at %s an hour, %s', (time, hourly, minor) => {
    expect(payFor(time, hourly)).toBe(minor);
  });

  it('is within half a minor unit of the exact amount, and never below it by more', () => {
    fc.assert(
      fc.property(seconds, rate, (time, hourly) => {
        const off = payFor(time, hourly) * 3_600n - time * hourly;
        expect(off > -1_800n && off <= 1_800n).toBe(true);
      }),
    );
  });

  it('never falls when more time or a higher rate comes in', () => {
    fc.assert(
      fc.property(seconds, rate, fc.bigInt({ min: 0n, max: 3_600n }), (time, hourly, more) => {
        expect(payFor(time + more, hourly) >= payFor(time, hourly)).toBe(true);
        expect(payFor(time, hourly + more) >= payFor(time, hourly)).toBe(true);
      }),
    );
  });

  it('is refused for less than nothing', () => {
    expect(() => payFor(-1n, 1n)).toThrow(RangeError);
    expect(() => payFor(1n, -1n)).toThrow(RangeError);
  });
});
