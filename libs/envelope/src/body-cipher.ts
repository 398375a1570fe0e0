import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto';

const algorithm = 'aes-256-ctr';
const ivBytes = 16;
/** Random bytes are dear one message at a time, and cheap by the thousand. */
const ivPool = Buffer.alloc(ivBytes * 1_024);
let nextIv = ivPool.length;

/**
 * Hides the bodies of envelopes under a key of its own, derived from one of the ring's. It proves nothing: the envelope's MAC
 * covers what comes out of here, and is checked before anything goes back in (encrypt-then-MAC). The counter starts at 128
 * random bits for each message, so that no state has to be shared among processes.
 * @see NIST SP 800-38A (CTR), RFC 5869 (HKDF)
 */
export class BodyCipher {
  private readonly key: KeyObject;

  constructor(ringKey: Buffer) {
    this.key = createSecretKey(Buffer.from(hkdfSync('sha256', ringKey, '', 'guildhall envelope body 2', 32)));
  }

  /** @returns base64 of the counter's start and what it hides */
  hide(body: string): string {
    const iv = freshIv();
    const cipher = createCipheriv(algorithm, this.key, iv);
    return Buffer.concat([iv, cipher.update(body, 'utf8')]).toString('base64');
  }

  reveal(hidden: string): string {
    const bytes = Buffer.from(hidden, 'base64');
    const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, ivBytes));
    return decipher.update(bytes.subarray(ivBytes)).toString('utf8');
  }
}

/** Good until the pool is filled anew: to be used before anything is awaited. */
function freshIv(): Buffer {
  if (nextIv >= ivPool.length) {
    randomFillSync(ivPool);
    nextIv = 0;
  }
  nextIv += ivBytes;
  return ivPool.subarray(nextIv - ivBytes, nextIv);
}
