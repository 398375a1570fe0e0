import { createPrivateKey, createPublicKey, type KeyObject, randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OurCertificates } from './seal-form.js';
import { makeSealIdentity } from './seal-identity.js';

/** What seals are made and recognised with, for as long as a process runs. */
export interface SealKeys {
  ca: X509Certificate;
  certificate: X509Certificate;
  privateKey: KeyObject;
  /** Pairs that others took the place of; what they sealed is still ours. */
  former: readonly OurCertificates[];
}

/** For who verifies and never seals. */
export interface SealCertificates {
  current: OurCertificates;
  former: readonly OurCertificates[];
}

const files = { ca: 'ca-certificate.pem', certificate: 'certificate.pem', key: 'key.pem' } as const;
/** One folder that appears whole or not at all, so that no process ever finds a key without its certificate. */
const folderName = 'seal';
const formerName = 'former';

/**
 * The keys of a folder, made there the first time. Own ones take their place: `seal/ca-certificate.pem`,
 * `seal/certificate.pem` (P-256, issued by it) and `seal/key.pem` (PKCS #8). The certificates of those before move to
 * `seal/former/<any name>/`, without which nobody knows what they sealed.
 * @throws Error where they do not belong together
 */
export async function openSealKeys(directory: string, company: string, now: Date): Promise<SealKeys> {
  const folder = path.join(path.resolve(directory), folderName);
  const current = belongingTogether((await read(folder)) ?? (await make(folder, company, now)));
  return { ...current, former: await readFormer(folder) };
}

/** The certificates of a folder. @throws Error where there are none, or where some do not belong together */
export async function readSealCertificates(directory: string): Promise<SealCertificates> {
  const folder = path.join(path.resolve(directory), folderName);
  return { current: await readPair(folder), former: await readFormer(folder) };
}

async function readFormer(folder: string): Promise<OurCertificates[]> {
  const names = await readdir(path.join(folder, formerName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const pairs = names.filter((name) => !name.startsWith('.')).sort();
  return await Promise.all(pairs.map((name) => readPair(path.join(folder, formerName, name))));
}

async function readPair(folder: string): Promise<OurCertificates> {
  const read = async (name: string) => new X509Certificate(await readFile(path.join(folder, name)));
  const [ca, certificate] = [await read(files.ca), await read(files.certificate)];
  if (!isIssuedBy(certificate, ca)) {
    throw new Error(`The certificate and the authority in ${folder} do not belong together.`);
  }
  return { ca: ca.raw, certificate: certificate.raw };
}

interface KeyFiles {
  ca: string;
  certificate: string;
  key: string;
}

async function read(folder: string): Promise<KeyFiles | null> {
  const textOf = (name: string) => readFile(path.join(folder, name), 'utf8');
  try {
    return {
      ca: await textOf(files.ca),
      certificate: await textOf(files.certificate),
      key: await textOf(files.key),
    };
  } catch (error) {
    const isNew = (error as NodeJS.ErrnoException).code === 'ENOENT' && !(await exists(folder));
    if (isNew) return null;
    throw error;
  }
}

async function exists(folder: string): Promise<boolean> {
  return await readFile(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

async function make(folder: string, company: string, now: Date): Promise<KeyFiles> {
  const made = await makeSealIdentity(company, now);
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    await writeFile(path.join(draft, files.ca), pem('CERTIFICATE', made.caCertificate), { mode: 0o600 });
    await writeFile(path.join(draft, files.certificate), pem('CERTIFICATE', made.certificate), { mode: 0o600 });
    await writeFile(path.join(draft, files.key), pem('PRIVATE KEY', made.privateKey), { mode: 0o600 });
    await rename(draft, folder);
  } catch (error) {
    // Another process of the service was first: its keys count.
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return (await read(folder))!;
}

function belongingTogether(found: KeyFiles): Omit<SealKeys, 'former'> {
  const ca = new X509Certificate(found.ca);
  const certificate = new X509Certificate(found.certificate);
  const privateKey = createPrivateKey(found.key);
  const isOwn = certificate.publicKey.equals(createPublicKey(privateKey));
  if (!isOwn || !isIssuedBy(certificate, ca)) {
    throw new Error('The key, the certificate and the authority in the folder of seal keys do not belong together.');
  }
  return { ca, certificate, privateKey };
}

function isIssuedBy(certificate: X509Certificate, ca: X509Certificate): boolean {
  return certificate.checkIssued(ca) && certificate.verify(ca.publicKey);
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
