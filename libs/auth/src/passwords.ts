import { Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. @see https://cheatsheetseries.owasp.org (Password Storage) */
const parameters = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

const concurrentHashes = 2;

/** Lets a bounded number of hashes run at once; the rest wait, so that a burst of log-ins cannot take all the memory. */
class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= concurrentHashes) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}

const gate = new Gate();

export function hashPassword(password: string): Promise<string> {
  return gate.pass(() => hash(password, parameters));
}

/** A hash of nobody's password: verified against for unknown addresses, so that they take as long as known ones. */
let nobodysHash: Promise<string> | undefined;

export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    nobodysHash ??= hashPassword('a password that nobody has');
    await gate.pass(async () => verify(await nobodysHash!, password));
    return false;
  }
  return gate.pass(() => verify(stored, password));
}
