import { type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Signer } from '@libpdf/core';
import { der } from './der.js';
import type { SealKeys } from './seal-keys.js';

const tag = { integer: 0x02, sequence: 0x30 };
/** Of both numbers of a signature. */
const numberBytes = 32;
/** The order of the curve P-256. @see https://doi.org/10.6028/NIST.SP.800-186, 3.2.1.3 */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const signed = promisify(sign);

/**
 * Signs with the company's key, always with the lower of the two numbers s and n − s that fit: with both, one document had two
 * files that verify. What stands in a seal is checked by `isOurSignature`.
 */
export class SealSigner implements Signer {
  readonly keyType = 'EC';
  readonly signatureAlgorithm = 'ECDSA';
  readonly certificate: Uint8Array;
  readonly certificateChain: Uint8Array[];
  private readonly key: KeyObject;

  /** @throws Error where the key is none of the curve P-256 */
  constructor({ ca, certificate, privateKey }: SealKeys) {
    if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      throw new Error('The key of seals has to be of P-256.');
    }
    this.key = privateKey;
    this.certificate = new Uint8Array(certificate.raw);
    this.certificateChain = [new Uint8Array(ca.raw)];
  }

  /** @returns DER, `SEQUENCE { r, s }` */
  async sign(data: Uint8Array): Promise<Uint8Array> {
    const numbers = await signed('sha256', data, { key: this.key, dsaEncoding: 'ieee-p1363' });
    const s = numberOf(numbers.subarray(numberBytes));
    return der(
      tag.sequence,
      integer(numbers.subarray(0, numberBytes)),
      integer(bytesOf(s > order / 2n ? order - s : s)),
    );
  }
}

/**
 * Whether a signature is written as ours are: two positive integers of at most 32 bytes in DER, without a byte too many, the second
 * one low. Readers leave out what stands before the 32 bytes, so that a bit flipped there would not show.
 * @see RFC 3279, 2.2.3
 */
export function isOurSignature(signature: Buffer): boolean {
  if (signature[0] !== tag.sequence || signature[1] !== signature.length - 2) return false;
  const second = 2 + strictIntegerLength(signature, 2);
  if (second === 2 || second + strictIntegerLength(signature, second) !== signature.length) return false;
  const s = numberOf(signature.subarray(second + 2));
  return s > 0n && s <= order / 2n;
}

/** With its tag and length; 0 where it is none of ours. */
function strictIntegerLength(bytes: Buffer, at: number): number {
  const [found, length = 0, first = 0, next = 0] = bytes.subarray(at);
  const isPadded = first === 0 && length > 1;
  const isMinimal = first < 0x80 && (!isPadded || next >= 0x80) && length - (isPadded ? 1 : 0) <= numberBytes;
  return found === tag.integer && length > 0 && isMinimal ? 2 + length : 0;
}

/** Positive, in the fewest bytes. */
function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const least = bytes.subarray(start === -1 ? bytes.length - 1 : start);
  return least[0]! < 0x80 ? der(tag.integer, least) : der(tag.integer, Buffer.alloc(1), least);
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function bytesOf(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(2 * numberBytes, '0'), 'hex');
}
