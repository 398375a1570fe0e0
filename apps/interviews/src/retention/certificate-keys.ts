import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keyIdOf } from './deletion-certificate.js';

const keyFile = 'deletion-key.pem';
const formerFolder = 'former';

/** The Ed25519 key that certificates of deletion are signed with, and the public ones that earlier ones were signed with. */
export class CertificateKeys {
  private constructor(
    readonly privateKey: KeyObject,
    /** By id, the current one included. */
    readonly known: ReadonlyMap<string, KeyObject>,
  ) {}

  /**
   * The key of a folder, made there the first time. Another takes its place as `deletion-key.pem` (PKCS #8); the public key
   * (SPKI) of the one before moves to `former/<any name>.pem`, without which its certificates are unknown.
   * @throws Error where a file holds no Ed25519 key
   */
  static async open(directory: string): Promise<CertificateKeys> {
    const folder = path.resolve(directory);
    const privateKey = ed25519(createPrivateKey(await readOrMake(folder)), keyFile);
    const former = await readFormer(path.join(folder, formerFolder));
    const known = [createPublicKey(privateKey), ...former].map((key) => [keyIdOf(key), key] as const);
    return new CertificateKeys(privateKey, new Map(known));
  }

  get publicPem(): string {
    return createPublicKey(this.privateKey).export({ type: 'spki', format: 'pem' }) as string;
  }
}

async function readOrMake(folder: string): Promise<string> {
  const file = path.join(folder, keyFile);
  const existing = await readIfThere(file);
  if (existing !== null) return existing;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = path.join(folder, `.${randomUUID()}`);
  try {
    await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    // A hard link appears whole or not at all; of two processes that are first, one wins and both read its key.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return await readFile(file, 'utf8');
}

async function readFormer(folder: string): Promise<KeyObject[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.pem')).sort();
  return await Promise.all(
    files.map(async (name) => ed25519(createPublicKey(await readFile(path.join(folder, name))), name)),
  );
}

async function readIfThere(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function ed25519(key: KeyObject, name: string): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`${name} among the keys of deletion certificates is no Ed25519 key.`);
}
