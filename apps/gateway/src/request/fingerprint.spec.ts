import fc from 'fast-check';
import { fingerprintOf } from './fingerprint.js';

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
        expect(fingerprintOf('POST', '/v1/plans', reversed(given))).toBe(fingerprintOf('POST', '/v1/plans', given));
      }),
    );
  });

  it('differs for another body, method or path', () => {
    const fingerprints = [
      fingerprintOf('POST', '/v1/plans', { name: 'a' }),
      fingerprintOf('POST', '/v1/plans', { name: 'b' }),
      fingerprintOf('POST', '/v1/plans', ['a']),
      fingerprintOf('POST', '/v1/plans', {}),
      fingerprintOf('PATCH', '/v1/plans', { name: 'a' }),
      fingerprintOf('POST', '/v1/plan', { name: 'a' }),
    ];
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  it('is 64 hexadecimal digits, also without a body', () => {
    expect(fingerprintOf('POST', '/v1/auth/sign-out', undefined)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf('POST', '/x', undefined)).toBe(fingerprintOf('POST', '/x', null));
  });
});
