import fc from 'fast-check';
import { isTaxpayerNumber, taxpayerDigits } from './taxpayer-number.js';

describe('a taxpayer number', () => {
  it('may be written with dashes and spaces, and with nothing else', () => {
    expect(taxpayerDigits('123-45-6789')).toBe('123456789');
    expect(taxpayerDigits('12 3456789')).toBe('123456789');
    for (const wrong of ['123.45.6789', '12345678', '1234567890', '', '١٢٣٤٥٦٧٨٩'])
      expect(taxpayerDigits(wrong)).toBe(null);
  });

  it.each(['000121234', '666121234', '900121234', '999999999', '123001234', '123450000'])('%s is no SSN', (digits) => {
    expect(isTaxpayerNumber('ssn', digits)).toBe(false);
  });

  it.each(['001010001', '123456789', '899998888', '665010001', '667010001'])('%s may be an SSN', (digits) => {
    expect(isTaxpayerNumber('ssn', digits)).toBe(true);
  });

  it('is an ITIN for these groups of nine hundred numbers and no others', () => {
    const groups = Array.from({ length: 100 }, (_, group) => group).filter((group) =>
      isTaxpayerNumber('itin', `912${String(group).padStart(2, '0')}1234`),
    );
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
    expect(groups).toEqual([...range(50, 65), ...range(70, 88), ...range(90, 92), ...range(94, 99)]);
    expect(isTaxpayerNumber('itin', '812701234')).toBe(false);
  });

  it('is an EIN by its prefix', () => {
    for (const digits of ['123456789', '010000000', '981234567']) expect(isTaxpayerNumber('ein', digits)).toBe(true);
    for (const prefix of [
      '00',
      '07',
      '08',
      '09',
      '17',
      '18',
      '19',
      '28',
      '29',
      '49',
      '69',
      '70',
      '78',
      '79',
      '89',
      '96',
      '97',
    ])
      expect(isTaxpayerNumber('ein', `${prefix}1234567`)).toBe(false);
  });

  it('is never an SSN and an ITIN at once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), (digits) => {
        expect(isTaxpayerNumber('ssn', digits) && isTaxpayerNumber('itin', digits)).toBe(false);
      }),
    );
  });
});
