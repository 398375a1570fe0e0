import fc from 'fast-check';
import { checkDigitOf, isRoutingNumber } from './routing-number.js';

const eightDigits = fc.stringMatching(/^\d{8}$/).filter((digits) => digits !== '00000000');

describe('a routing number', () => {
  it.each(['021000021', '011401533', '091000019', '231380104'])('%s is one', (text) => {
    expect(isRoutingNumber(text)).toBe(true);
  });

  it.each(['000000000', '021000022', '02100002', '0210000211', '02100002a', ' 21000021', '٠٢١٠٠٠٠٢١'])(
    '%s is none',
    (text) => {
      expect(isRoutingNumber(text)).toBe(false);
    },
  );

  it('has exactly one check digit', () => {
    fc.assert(
      fc.property(eightDigits, (eight) => {
        const fitting = [...'0123456789'].filter((digit) => isRoutingNumber(eight + digit));
        expect(fitting).toEqual([checkDigitOf(eight)]);
      }),
    );
  });

  it('is none with one digit mistyped', () => {
    fc.assert(
      fc.property(eightDigits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (eight, place, by) => {
        const right = eight + checkDigitOf(eight);
        const digit = String((Number(right[place]) + by) % 10);
        expect(isRoutingNumber(right.slice(0, place) + digit + right.slice(place + 1))).toBe(false);
      }),
    );
  });
});
