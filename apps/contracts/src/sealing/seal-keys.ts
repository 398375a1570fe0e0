import { createPrivateKey, createPublicKey, type KeyObject, randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSealIdentity } from './seal-identity.js';

/** What seals are made and recognised with, for as long as a process runs. */
export interface SealKeys {
  ca: X509Certificate;
  certificate: X509Certificate;
  privateKey: KeyObject;
}

const files = { ca: 'ca-certificate.pem', certificate: 'certificate.pem', key: 'key.pem' } as const;
/** One folder that appears whole or not at all, so that no process ever finds a key without its certificate. */
const folderName = 'seal';

/**
 * The keys of a folder, made there the first time. Own ones take their place: `seal/ca-certificate.pem`,
 * `seal/certificate.pem` (P-256, issued by it) and `seal/key.pem` (PKCS #8).
 * @throws Error where they do not belong together
 */
export async function openSealKeys(directory: string, company: string, now: Date): Promise<SealKeys> {
  const folder = path.join(path.resolve(directory), folderName);
  return await belongingTogether((await read(folder)) ?? (await make(folder, company, now)));
}

/** The certificates of a folder (DER), for who verifies and never seals. @throws Error where there are none */
export async function readSealCertificates(directory: string): Promise<{ ca: Buffer; certificate: Buffer }> {
  const derOf = async (name: string) =>
    new X509Certificate(await readFile(path.join(path.resolve(directory), folderName, name))).raw;
  return { ca: await derOf(files.ca), certificate: await derOf(files.certificate) };
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

async function belongingTogether(found: KeyFiles): Promise<SealKeys> {
  const ca = new X509Certificate(found.ca);
  const certificate = new X509Certificate(found.certificate);
  const privateKey = createPrivateKey(found.key);
  const isOwn = certificate.publicKey.equals(createPublicKey(privateKey));
  if (!isOwn || !certificate.checkIssued(ca) || !certificate.verify(ca.publicKey)) {
    throw new Error('The key, the certificate and the authority in the folder of seal keys do not belong together.');
  }
  return { ca, certificate, privateKey };
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
