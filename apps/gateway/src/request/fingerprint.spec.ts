import fc from 'fast-check';
import { Fingerprints } from './fingerprint.js';

const fingerprints = new Fingerprints(Buffer.alloc(32, 1));

const body = fc.dictionary(fc.string(), fc.jsonValue());

/** The same object with its members in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}

describe('the fingerprint of a request', () => {
  it('does not change with the order of members', () => {
    fc.assert(
      fc.property(body, (given) => {
        expect(fingerprints.of('POST', '/v1/plans', reversed(given))).toBe(fingerprints.of('POST', '/v1/plans', given));
      }),
    );
  });

  it('differs for another body, method or path', () => {
    const several = [
      fingerprints.of('POST', '/v1/plans', { name: 'a' }),
      fingerprints.of('POST', '/v1/plans', { name: 'b' }),
      fingerprints.of('POST', '/v1/plans', ['a']),
      fingerprints.of('POST', '/v1/plans', {}),
      fingerprints.of('PATCH', '/v1/plans', { name: 'a' }),
      fingerprints.of('POST', '/v1/plan', { name: 'a' }),
    ];
    expect(new Set(several).size).toBe(several.length);
  });

  it('says nothing about the body to who has not the key', () => {
    const asked = ['POST', '/v1/me/tax-form', { number: '123-45-6789' }] as const;
    expect(new Fingerprints(Buffer.alloc(32, 2)).of(...asked)).not.toBe(fingerprints.of(...asked));
  });

  it('is 64 hexadecimal digits, also without a body', () => {
    expect(fingerprints.of('POST', '/v1/auth/sign-out', undefined)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprints.of('POST', '/x', undefined)).toBe(fingerprints.of('POST', '/x', null));
  });
});
