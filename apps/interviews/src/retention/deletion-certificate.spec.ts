import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeletionCertificate } from '@guildhall/messages/interviews';
import fc from 'fast-check';
import { canonicalJson } from '../scoring/canonical-json.js';
import { CertificateKeys } from './certificate-keys.js';
import { type CertificateContent, issueCertificate, verifyCertificate } from './deletion-certificate.js';

const content: CertificateContent = {
  id: `del_${'1'.repeat(32)}`,
  interviewId: `int_${'2'.repeat(32)}`,
  reason: 'asked',
  rules: '2026-11',
  requestedAt: '2026-11-22T09:00:00.000Z',
  dueAt: '2026-12-22T09:00:00.000Z',
  completedAt: '2026-11-22T09:00:07.000Z',
  items: [
    { kind: 'data_keys', count: 2, deletedAt: '2026-11-22T09:00:05.000Z', confirmedBy: 'interviews' },
    { kind: 'search', count: 0, deletedAt: '2026-11-22T09:00:07.000Z', confirmedBy: 'events' },
  ],
  keysDestroyed: 2,
  auditHead: { position: 41, sha256: 'a'.repeat(64) },
};

let folder: string;
let keys: CertificateKeys;
let certificate: DeletionCertificate;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-certificates-'));
  keys = await CertificateKeys.open(folder);
  certificate = issueCertificate(content, keys.privateKey);
});

afterAll(() => rm(folder, { recursive: true }));

const problemOf = (given: object) => {
  const verdict = verifyCertificate(given, keys.known);
  return verdict.valid ? null : verdict.problem;
};

describe('A certificate of deletion', () => {
  it('verifies as it was given out, also from another spacing and order', () => {
    expect(problemOf(certificate)).toBeNull();
    const reordered = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(certificate).reverse()), null, 3));
    expect(problemOf(reordered)).toBeNull();
  });

  it('can be checked without us: Ed25519 over its canonical JSON without the signature', () => {
    const { signature, ...unsigned } = certificate;
    const bytes = Buffer.from(canonicalJson(unsigned));
    expect(verify(null, bytes, keys.publicPem, Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('is found out with any bit flipped, wherever it is', () => {
    const text = JSON.stringify(certificate);
    fc.assert(
      fc.property(fc.nat(text.length * 7 - 1), (at) => {
        const bytes = Buffer.from(text);
        const place = Math.floor(at / 7);
        bytes[place] = bytes[place]! ^ (1 << (at % 7));
        const flipped = parsed(bytes.toString('utf8'));
        // It may be no JSON any more, or a JSON that says the same (an escape, white space).
        fc.pre(flipped !== null && canonicalJson(flipped) !== canonicalJson(certificate));
        expect(problemOf(flipped!)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, (given: DeletionCertificate) => object, string]>([
    ['a count', (given) => ({ ...given, keysDestroyed: 3 }), 'signature_invalid'],
    ['a property more', (given) => ({ ...given, note: '' }), 'signature_invalid'],
    ['an item less', (given) => ({ ...given, items: given.items.slice(1) }), 'signature_invalid'],
    [
      'another way to write the signature',
      (given) => ({ ...given, signature: `${given.signature}=` }),
      'signature_invalid',
    ],
    ['the key of somebody else', (given) => ({ ...given, keyId: 'f'.repeat(64) }), 'key_unknown'],
    ['no signature', ({ signature, ...given }) => given, 'malformed'],
    ['a key that is no text', (given) => ({ ...given, keyId: 7 }), 'malformed'],
    ['nothing', () => ({}), 'malformed'],
    ['too much', (given) => ({ ...given, note: 'x'.repeat(200_000) }), 'malformed'],
  ])('is refused with %s', (_name, change, problem) => {
    expect(problemOf(change(certificate))).toBe(problem);
  });

  it('of a stranger is not ours, whatever it says', () => {
    const stranger = issueCertificate(content, generateKeyPairSync('ed25519').privateKey);
    expect(problemOf(stranger)).toBe('key_unknown');
    expect(problemOf({ ...stranger, keyId: certificate.keyId })).toBe('signature_invalid');
  });
});

describe('The key of certificates', () => {
  it('is made once, also by many at once, and stays', async () => {
    const other = await mkdtemp(join(tmpdir(), 'guildhall-certificates-'));
    const opened = await Promise.all(Array.from({ length: 5 }, () => CertificateKeys.open(other)));
    expect(new Set(opened.map(({ publicPem }) => publicPem)).size).toBe(1);
    await rm(other, { recursive: true });
  });

  it('knows what was signed before another took its place', async () => {
    const other = await mkdtemp(join(tmpdir(), 'guildhall-certificates-'));
    const first = await CertificateKeys.open(other);
    const old = issueCertificate(content, first.privateKey);
    await rm(join(other, 'deletion-key.pem'));
    const second = await CertificateKeys.open(other);
    expect(verifyCertificate(old, second.known)).toEqual({ valid: false, problem: 'key_unknown' });
    await mkdir(join(other, 'former'));
    await writeFile(join(other, 'former', '2026.pem'), first.publicPem);
    expect(verifyCertificate(old, (await CertificateKeys.open(other)).known)).toMatchObject({ valid: true });
    await rm(other, { recursive: true });
  });

  it('is of no other kind', async () => {
    const other = await mkdtemp(join(tmpdir(), 'guildhall-certificates-'));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(join(other, 'deletion-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(CertificateKeys.open(other)).rejects.toThrow(/no Ed25519 key/);
    await rm(other, { recursive: true });
  });
});

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
