import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderPdf } from '@guildhall/pdf';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { der } from './der.js';
import { PdfSealer } from './pdf-sealer.js';
import { openSealKeys, readSealCertificates, type SealKeys } from './seal-keys.js';
import { findSeal } from './seal-place.js';
import { SealVerifier } from './seal-verifier.js';
import { SealVerifiers } from './seal-verifiers.js';

const at = new Date('2026-11-20T10:00:00.000Z');
/** Where the signature (two integers in a sequence, at the end of it all) has its tags, lengths and first bytes. */
function headsOfSignature(cms: Buffer): number[] {
  for (let length = 70; length <= 72; length += 1) {
    const start = cms.length - length;
    if (cms[start] !== 0x30 || cms[start + 1] !== length - 2) continue;
    const second = start + 4 + cms[start + 3]!;
    return [start, start + 1, start + 2, start + 3, start + 4, second, second + 1, second + 2];
  }
  throw new Error('The signature is not where it is expected.');
}

const flips = 200;
/** A prime, so that the samples meet every bit of a byte. */
const sampledEvery = 7;

describe('a seal', () => {
  let folder: string;
  let keys: SealKeys;
  let verifier: SealVerifier;
  let original: Buffer;
  let sealed: Buffer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'seal-'));
    keys = await openSealKeys(path.join(folder, 'keys'), 'Example Works', at);
    verifier = await SealVerifier.of({ ca: keys.ca.raw, certificate: keys.certificate.raw });
    original = await page('What Łukasz and محمد علي agree on.');
    sealed = await new PdfSealer(keys).seal(original, await page('Certificate'), at);
    writeFileSync(path.join(folder, 'sealed.pdf'), sealed);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const page = (text: string) =>
    renderPdf({ title: 'Agreement', language: 'en', createdAt: at, blocks: [{ kind: 'paragraph', text }] });

  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('is valid and ours, and leaves the bytes that were signed as they are', async () => {
    expect(await verifier.verify(sealed)).toEqual({ valid: true, ours: true, problem: null });
    expect(sealed.subarray(0, original.length).equals(original)).toBe(true);
  });

  it('shows every flipped bit, wherever it is', async () => {
    const missed: number[] = [];
    const place = sealed.indexOf('/ByteRange');
    for (let sample = 0; sample < flips; sample += 1) {
      // Evenly over the file, and a quarter of them in and around the signature, where most lies outside of the hash.
      const bit =
        sample % 4 === 0
          ? (place * 8 + sample * 97) % (sealed.length * 8)
          : Math.floor(((sample + 0.5) / flips) * sealed.length * 8);
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const verdict = await verifier.verify(flipped);
      if (verdict.valid && verdict.ours) missed.push(bit);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('shows flipped bits all over the signature itself', async () => {
    const { cms } = findSeal(sealed) as { cms: Buffer };
    const start = sealed.indexOf('<3082') + 1;
    const missed: number[] = [];
    for (let byte = 0; byte < cms.length; byte += sampledEvery) {
      const flipped = Buffer.from(sealed);
      const changed = Buffer.from(cms.subarray(byte, byte + 1).map((value) => value ^ (1 << (byte % 8))));
      flipped.write(changed.toString('hex').toUpperCase(), start + 2 * byte, 'latin1');
      const verdict = await verifier.verify(flipped);
      if (verdict.valid && verdict.ours) missed.push(byte);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('shows every flipped bit of what stands around the two numbers that are the signature, padding included', async () => {
    const { cms } = findSeal(sealed) as { cms: Buffer };
    const start = sealed.indexOf('<3082') + 1;
    const missed: string[] = [];
    for (const byte of headsOfSignature(cms)) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(sealed);
        const changed = Buffer.from([cms[byte]! ^ (1 << bit)])
          .toString('hex')
          .toUpperCase();
        flipped.write(changed, start + 2 * byte, 'latin1');
        const verdict = await verifier.verify(flipped);
        if (verdict.valid && verdict.ours) missed.push(`${byte}.${bit}`);
      }
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('covers the whole file: what is appended, cut off or written another way is found', async () => {
    const problemOf = async (file: Buffer) => (await verifier.verify(file)).problem;
    expect(await problemOf(Buffer.concat([sealed, Buffer.from('\n')]))).toBe('not_whole_file');
    expect(await problemOf(Buffer.concat([sealed, original]))).toBe('not_whole_file');
    expect(await problemOf(Buffer.concat([sealed, sealed]))).toBe('several_seals');
    expect(await problemOf(sealed.subarray(0, -1))).toBe('not_whole_file');
    expect(await problemOf(original)).toBe('no_seal');
    expect(await problemOf(Buffer.alloc(0))).toBe('no_seal');
    const lower = Buffer.from(
      sealed.toString('latin1').replace(/<3082([0-9A-F]+)>/, (hex) => hex.toLowerCase()),
      'latin1',
    );
    expect(await problemOf(lower)).toBe('seal_malformed');
  });

  /** The same signature, and what else is changed in what stands around it, in place of the one in the file. */
  function resealed(change: (signed: pkijs.SignedData) => void): Buffer {
    const { cms } = findSeal(sealed) as { cms: Buffer };
    const content = pkijs.ContentInfo.fromBER(new Uint8Array(cms));
    const signed = new pkijs.SignedData({ schema: content.content });
    change(signed);
    content.content = signed.toSchema(true);
    const changed = Buffer.from(content.toSchema().toBER()).toString('hex').toUpperCase();
    const file = Buffer.from(sealed);
    const start = sealed.indexOf('<3082') + 1;
    file.write(changed.padEnd(sealed.indexOf('>', start) - start, '0'), start, 'latin1');
    return file;
  }

  it('is ours only in the one of the two forms of a signature that we write', async () => {
    expect(resealed(() => undefined).equals(sealed)).toBe(true);
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const other = resealed(({ signerInfos: [info] }) => {
      const { result } = asn1js.fromBER(info!.signature.valueBlock.valueHexView);
      const [r, s] = (result as asn1js.Sequence).valueBlock.value as [asn1js.Integer, asn1js.Integer];
      const twin = asn1js.Integer.fromBigInt(order - s.toBigInt());
      info!.signature = new asn1js.OctetString({ valueHex: new asn1js.Sequence({ value: [r, twin] }).toBER() });
    });
    expect(other.equals(sealed)).toBe(false);
    expect(await verifier.verify(other)).toEqual({ valid: true, ours: false, problem: 'signer_unknown' });
  });

  /** Somebody's own file with this signature, DER, over all of it. */
  function fileWith(signature: Buffer): Buffer {
    const head = '%PDF-1.7 Pay 1000000 USD to the bearer. ';
    const hex = signature.toString('hex').toUpperCase();
    const start = head.length + 40;
    const range = `/ByteRange [0 ${start} ${start + hex.length + 2} 6]`.padEnd(40);
    return Buffer.from(`${head}${range}<${hex}> %%EOF`, 'latin1');
  }

  it('covers the file, and no contents that came along inside the signature', async () => {
    const small = new PdfSealer(keys).seal(await page('Agreed.'), null, at);
    const { cms, covered } = findSeal(await small) as { cms: Buffer; covered: Buffer };
    const content = pkijs.ContentInfo.fromBER(new Uint8Array(cms));
    const signed = new pkijs.SignedData({ schema: content.content });
    signed.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: new Uint8Array(covered) });
    content.content = signed.toSchema(true);
    const file = fileWith(Buffer.from(content.toSchema().toBER()));
    expect(await verifier.verify(file)).toEqual({ valid: false, ours: false, problem: 'signature_invalid' });
  });

  it('is not looked at where it is larger than any of ours', async () => {
    const { cms } = findSeal(sealed) as { cms: Buffer };
    const file = fileWith(der(0x30, cms, Buffer.alloc(17_000)));
    expect(await verifier.verify(file)).toEqual({ valid: false, ours: false, problem: 'seal_too_large' });
  });

  it('is not ours where another company made it', async () => {
    const others = await openSealKeys(path.join(folder, 'others'), 'Example Works', at);
    const foreign = await new PdfSealer(others).seal(original, null, at);
    expect(await verifier.verify(foreign)).toEqual({ valid: true, ours: false, problem: 'signer_unknown' });
  });

  it('is found right by the programs of others', () => {
    writeFileSync(path.join(folder, 'ca.pem'), keys.ca.toString());
    run('mkdir', 'nss');
    run('certutil', '-N', '-d', 'sql:nss', '--empty-password');
    run('certutil', '-A', '-d', 'sql:nss', '-n', 'ca', '-t', 'CT,C,C', '-i', 'ca.pem');
    const said = run('pdfsig', '-nssdir', 'sql:nss', 'sealed.pdf');
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('Certificate is Trusted.');
    expect(said).toContain('ETSI.CAdES.detached');
    const { cms, covered } = findSeal(sealed) as { cms: Buffer; covered: Buffer };
    writeFileSync(path.join(folder, 'cms.der'), cms);
    writeFileSync(path.join(folder, 'covered'), covered);
    const args = ['-inform', 'DER', '-in', 'cms.der', '-content', 'covered', '-CAfile', 'ca.pem', '-binary'];
    run('openssl', 'cms', '-verify', ...args, '-purpose', 'any', '-out', 'out');
    expect(run('qpdf', '--check', 'sealed.pdf')).toContain('No syntax or stream encoding errors found');
  });

  it('is made with keys that are made once, also where two processes start together', async () => {
    const directory = path.join(folder, 'raced');
    const opened = await Promise.all([1, 2, 3].map(() => openSealKeys(directory, 'Example Works', at)));
    const again = await openSealKeys(directory, 'Another name', at);
    const prints = [...opened, again].map(({ certificate }) => certificate.fingerprint256);
    expect(new Set(prints).size).toBe(1);
  });

  describe('of keys that others took the place of', () => {
    let directory: string;
    let now: SealKeys;

    beforeAll(async () => {
      directory = path.join(folder, 'replaced');
      cpSync(path.join(folder, 'keys'), directory, { recursive: true });
      const former = path.join(directory, 'seal/former');
      // Twice replaced: the first pair and another one are former.
      await openSealKeys(path.join(folder, 'second'), 'Example Works', at);
      await openSealKeys(path.join(folder, 'third'), 'Example Works', at);
      cpSync(path.join(folder, 'second/seal'), path.join(former, '2025'), { recursive: true });
      mkdirSync(path.join(former, '2026'));
      for (const name of ['ca-certificate.pem', 'certificate.pem']) {
        renameSync(path.join(directory, 'seal', name), path.join(former, '2026', name));
      }
      cpSync(path.join(folder, 'third/seal'), path.join(directory, 'seal'), { recursive: true });
      now = await openSealKeys(directory, 'Example Works', at);
    });

    const pairOf = ({ ca, certificate }: SealKeys) => ({ ca: ca.raw, certificate: certificate.raw });

    it('is known as ours, and so is a fresh one', async () => {
      const fresh = await new PdfSealer(now).seal(original, null, at);
      const alone = await SealVerifier.of(pairOf(now));
      expect(await alone.verify(sealed)).toMatchObject({ ours: false, problem: 'signer_unknown' });
      const { current, former } = await readSealCertificates(directory);
      for (const all of [await SealVerifiers.of(pairOf(now), now.former), await SealVerifiers.of(current, former)]) {
        for (const file of [sealed, fresh]) {
          expect(await all.verify(file)).toEqual({ valid: true, ours: true, problem: null });
        }
      }
    });

    it('shows a change, and nobody else is known', async () => {
      const all = await SealVerifiers.of(pairOf(now), now.former);
      const changed = Buffer.from(sealed);
      changed[400]! ^= 1;
      expect(await all.verify(changed)).toEqual({ valid: false, ours: false, problem: 'signature_invalid' });
      const appended = Buffer.concat([sealed, Buffer.from('%more')]);
      expect(await all.verify(appended)).toMatchObject({ valid: false, problem: 'not_whole_file' });
      const others = await openSealKeys(path.join(folder, 'strangers'), 'Example Works', at);
      const foreign = await new PdfSealer(others).seal(original, null, at);
      expect(await all.verify(foreign)).toEqual({ valid: true, ours: false, problem: 'signer_unknown' });
    });

    it('keeps a process from starting where its certificates are not whole, or no pair', async () => {
      const broken = path.join(directory, 'seal/former/2024');
      mkdirSync(broken);
      cpSync(path.join(folder, 'second/seal/certificate.pem'), path.join(broken, 'certificate.pem'));
      await expect(openSealKeys(directory, 'Example Works', at)).rejects.toThrow(/former\/2024/);
      cpSync(path.join(folder, 'third/seal/ca-certificate.pem'), path.join(broken, 'ca-certificate.pem'));
      await expect(openSealKeys(directory, 'Example Works', at)).rejects.toThrow(/former\/2024 do not belong together/);
      rmSync(broken, { recursive: true });
    });
  });
});
