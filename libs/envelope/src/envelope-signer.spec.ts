import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { EnvelopeError, type EnvelopeHeader, EnvelopeSigner, parseKeyRing } from './index.js';

const keys = { k0: randomBytes(32), k1: randomBytes(32), k2: randomBytes(32) };
const signer = new EnvelopeSigner({ current: 'k1', keys: { k1: keys.k1, k0: keys.k0 } });
const expected = { audience: 'interviews', kind: 'request' as const };

const header: EnvelopeHeader = {
  kind: 'request',
  audience: 'interviews',
  actor: { kind: 'staff', id: 'per_0190', roles: ['recruiter'] },
  correlationId: 'req_0190',
  causationId: 'evt_0190',
  ttlMs: 8_000,
  nonce: 'n-1',
  idempotency: { key: 'key-1', fingerprint: 'ab' },
};

/** The header above and `{"a":1}`, by 0.1 under a key of 32 sevens. */
const sealedIn01 =
  'HPBH4L_nCt-zAjnVYnL-X73TlBFA_HLWMQgVM26K-CU.1.k1.233.{"kind":"request","audience":"interviews","actor":{"kind":"staff","id":"per_0190","roles":["recruiter"]},"correlationId":"req_0190","causationId":"evt_0190","ttlMs":8000,"nonce":"n-1","idempotency":{"key":"key-1","fingerprint":"ab"}}{"a":1}';

function faultOf(open: () => unknown): string {
  try {
    open();
  } catch (thrown) {
    if (thrown instanceof EnvelopeError) return thrown.fault;
    throw thrown;
  }
  return 'none';
}

describe('an envelope', () => {
  it('gives back header and body as they were sealed', () => {
    expect(signer.open(signer.seal(header, 'a\n{"b":1}'), expected)).toEqual({ header, body: 'a\n{"b":1}' });
  });

  it('survives any text, also through UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (body, correlationId) => {
        const sealed = signer.seal({ ...header, correlationId }, body);
        const opened = signer.open(Buffer.from(sealed, 'utf8').toString('utf8'), expected);
        expect(opened).toEqual({ header: { ...header, correlationId }, body });
      }),
    );
  });

  it('shows nothing of its body to those without a key, nor that two bodies are the same', () => {
    const password = 'a password of my own';
    const body = JSON.stringify({ password });
    const [first, second] = [signer.seal(header, body), signer.seal(header, body)];
    for (const written of [body, password, Buffer.from(password).toString('base64').slice(0, 24)]) {
      expect(first).not.toContain(written);
    }
    const bodyOf = (sealed: string) => sealed.slice(-32);
    expect(bodyOf(first)).not.toBe(bodyOf(second));
    const stranger = new EnvelopeSigner({ current: 'k1', keys: { k1: keys.k2 } });
    expect(faultOf(() => stranger.open(first, expected))).toBe('bad_mac');
  });

  it('never begins two of many messages with the same counter', () => {
    const starts = Array.from({ length: 5_000 }, () => signer.seal(header, '').slice(-24));
    expect(new Set(starts).size).toBe(5_000);
  });

  it('whose body is in clear is opened as well, and written only while older versions run', () => {
    const inClear = new EnvelopeSigner({ current: 'k1', keys: { k1: keys.k1 } }, 'clear');
    const sealed = inClear.seal(header, '{"a":1}');
    expect(sealed).toMatch(/^[\w-]{43}\.1\.k1\.\d+\.\{.*\}\{"a":1\}$/);
    expect(signer.open(sealed, expected)).toEqual({ header, body: '{"a":1}' });
    expect(inClear.open(signer.seal(header, '{"a":2}'), expected)).toEqual({ header, body: '{"a":2}' });
  });

  it('opens as what it was sealed in 0.1', () => {
    const ring = { current: 'k1', keys: { k1: Buffer.alloc(32, 7) } };
    expect(new EnvelopeSigner(ring).open(sealedIn01, expected)).toEqual({ header, body: '{"a":1}' });
  });

  it('is not taken for one of the other form', () => {
    const sealed = signer.seal(header, '{}').replace('.2.k1.', '.1.k1.');
    expect(faultOf(() => signer.open(sealed, expected))).toBe('bad_mac');
  });

  it('is refused whichever byte was changed', () => {
    const sealed = Buffer.from(signer.seal(header, '{"amountMinor":"100","name":"Zoë"}'), 'utf8');
    for (let index = 0; index < sealed.length; index++) {
      for (const flip of [0x01, 0x02, 0x04, 0x20, 0x80]) {
        const tampered = Buffer.from(sealed);
        tampered[index]! ^= flip;
        expect(faultOf(() => signer.open(tampered.toString('utf8'), expected))).toMatch(
          /bad_mac|malformed|unknown_key/,
        );
      }
    }
  });

  it('is refused when bytes were cut off or added', () => {
    const sealed = signer.seal(header, '{"a":1}');
    for (let length = 0; length < sealed.length; length++) {
      expect(faultOf(() => signer.open(sealed.slice(0, length), expected))).toMatch(/bad_mac|malformed|unknown_key/);
    }
    expect(faultOf(() => signer.open(`${sealed} `, expected))).toBe('bad_mac');
  });

  it('is refused when it never was one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(faultOf(() => signer.open(text, expected))).not.toBe('none');
      }),
    );
  });

  it('is refused by everybody but its audience', () => {
    const sealed = signer.seal(header, '{}');
    expect(faultOf(() => signer.open(sealed, { audience: 'accounts', kind: 'request' }))).toBe('wrong_audience');
  });

  it('is refused as anything but its kind', () => {
    const sealed = signer.seal(header, '{}');
    for (const kind of ['reply', 'wake', 'job'] as const) {
      expect(faultOf(() => signer.open(sealed, { audience: 'interviews', kind }))).toBe('wrong_kind');
    }
  });

  it('is refused when part of the body was moved into the header, or the header length was changed', () => {
    const [mac, ver, id, length, ...rest] = signer.seal(header, '}}').split('.');
    const moved = [mac, ver, id, Number(length) + 1, ...rest].join('.');
    expect(faultOf(() => signer.open(moved, expected))).toBe('bad_mac');
  });
});

describe('keys', () => {
  it('that are not in the ring open nothing', () => {
    const stranger = new EnvelopeSigner({ current: 'k2', keys: { k2: keys.k2 } });
    expect(faultOf(() => signer.open(stranger.seal(header, '{}'), expected))).toBe('unknown_key');
    const impostor = new EnvelopeSigner({ current: 'k1', keys: { k1: keys.k2 } });
    expect(faultOf(() => signer.open(impostor.seal(header, '{}'), expected))).toBe('bad_mac');
  });

  it('are not found among the properties of every object', () => {
    const forged = signer.seal(header, '{}').replace('.2.k1.', '.2.constructor.');
    expect(faultOf(() => signer.open(forged, expected))).toBe('unknown_key');
  });

  it('rotate without a gap: old and new processes understand each other until the old key is taken out', () => {
    const before = new EnvelopeSigner({ current: 'k0', keys: { k0: keys.k0, k1: keys.k1 } });
    const after = new EnvelopeSigner({ current: 'k1', keys: { k1: keys.k1, k0: keys.k0 } });
    const finished = new EnvelopeSigner({ current: 'k1', keys: { k1: keys.k1 } });
    expect(after.open(before.seal(header, 'x'), expected).body).toBe('x');
    expect(before.open(after.seal(header, 'y'), expected).body).toBe('y');
    expect(finished.open(after.seal(header, 'z'), expected).body).toBe('z');
    expect(faultOf(() => finished.open(before.seal(header, 'x'), expected))).toBe('unknown_key');
  });

  it('are refused at start when they are too short or the current one is missing', () => {
    expect(() => new EnvelopeSigner({ current: 'k1', keys: { k1: Buffer.alloc(16) } })).toThrow(/16 bytes/);
    expect(() => new EnvelopeSigner({ current: 'k9', keys })).toThrow(/k9 is not in the key ring/);
  });
});

describe('the written key ring', () => {
  const written = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

  it('takes the first key as the current one', () => {
    const ring = parseKeyRing(`${written('k2')}, ${written('k1')}`);
    expect([ring.current, Object.keys(ring.keys)]).toEqual(['k2', ['k2', 'k1']]);
  });

  it('keeps its order also where ids are numbers', () => {
    expect(parseKeyRing(`${written('2')},${written('1')}`).current).toBe('2');
  });

  it.each([
    ['', /Key 1 of the ring has no id/],
    ['k1', /no id/],
    [`k1:${Buffer.alloc(31, 'secret').toString('base64')}`, /31 bytes/],
    ['k1:not base64 at all!', /not valid base64/],
    [`${`k1:${Buffer.alloc(32).toString('base64')},`.repeat(2)}`.slice(0, -1), /twice/],
    [Array.from({ length: 9 }, (_, index) => `k${index}:`).join(','), /at most 8/],
  ])('is refused with its reason and without its secret: %#', (text, reason) => {
    expect(() => parseKeyRing(text)).toThrow(reason);
    expect(() => parseKeyRing(text)).not.toThrow(/c2VjcmV0|base64 at all/);
  });
});
