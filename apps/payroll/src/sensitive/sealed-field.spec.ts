import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { blindIndex, type FieldPlace, keyIdOf, openField, sealField, shownEnd } from './sealed-field.js';

const key = { id: '0190a1b2c3d47e5f8a9b000000000001', key: randomBytes(32) };
const place: FieldPlace = { table: 'payout_method', column: 'account_token', rowId: 'pom_1', version: 1 };

describe('a sealed field', () => {
  it('opens in its place, under its key, to what it was, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const token = sealField(key, place, plain);
        expect(openField(key, place, token)).toBe(plain);
        expect(keyIdOf(token)).toBe(key.id);
        expect(sealField(key, place, plain)).not.toBe(token);
      }),
    );
  });

  it.each(['table', 'column', 'rowId', 'version'] as const)('does not open with another %s', (part) => {
    const token = sealField(key, place, '000123456789');
    const elsewhere = { ...place, [part]: part === 'version' ? 2 : 'other' };
    expect(() => openField(key, elsewhere, token)).toThrow(/does not open/);
  });

  it('does not open after any bit of it was changed, nor under another key, and never tells what it holds', () => {
    const token = Buffer.from(sealField(key, place, 'canary'), 'base64url');
    for (let index = 17; index < token.length; index++) {
      const changed = Buffer.from(token);
      changed[index]! ^= 1;
      expect(() => openField(key, place, changed.toString('base64url'))).toThrow(/does not open/);
    }
    const other = { id: key.id, key: randomBytes(32) };
    expect(() => openField(other, place, token.toString('base64url'))).not.toThrow(/canary/);
    expect(() => openField(other, place, token.toString('base64url'))).toThrow();
    expect(() => openField(key, place, 'c2hvcnQ')).toThrow(/no sealed field/);
  });

  it('is found by its blind index, which depends on the key', () => {
    expect(blindIndex(key.key, '123456789')).toBe(blindIndex(key.key, '123456789'));
    expect(blindIndex(key.key, '123456789')).not.toBe(blindIndex(randomBytes(32), '123456789'));
  });
});

describe('what is shown of a number', () => {
  it('is its end: four characters, and never more than half of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,17}$/), (number) => {
        const end = shownEnd(number);
        expect(number.endsWith(end)).toBe(true);
        expect(end.length).toBe(Math.min(4, Math.floor(number.length / 2)));
      }),
    );
    expect(['000123450001', '1234567', '1234', '1', ''].map(shownEnd)).toEqual(['0001', '567', '34', '', '']);
  });
});
