import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { ByteRange } from './object-store.js';

/**
 * Layout of an encrypted object:
 *
 *     header  16 bytes   'GHEO', version 1, log2 of the chunk size (16), two zero bytes, 8 bytes of the object's own
 *     chunk   64 KiB of ciphertext (the last: 0 to 64 KiB) and its 16 byte tag, again and again
 *
 * AES-256-GCM (NIST SP 800-38D) with the 96-bit nonce `8 bytes of the object's own ‖ chunk counter`. Those 8 bytes are
 * random (`newHeader`), or derived from the whole content (`contentHeader`); a reader need not know which. Each chunk authenticates, as
 * additional data, the header, its own number, whether it is the last, and the object's key: a chunk that was changed,
 * moved, left out or taken from another object does not decrypt, and neither does the end of a cut or extended object.
 * An empty object is one empty last chunk; a full last chunk is not followed by an empty one. So the plain length follows
 * from the stored length alone.
 */
export const headerBytes = 16;
export const chunkBytes = 64 * 1024;
const tagBytes = 16;
const storedChunkBytes = chunkBytes + tagBytes;
const magic = Buffer.from('GHEO');
const version = 1;
const chunkBytesLog2 = 16;
const maxChunks = 2 ** 32;
const cipherName = 'aes-256-gcm';

export class MalformedObject extends Error {
  override readonly name = 'MalformedObject';
}

export function newHeader(): Buffer {
  return headerOf(randomBytes(8));
}

/**
 * The header of content that must encrypt to the same bytes whenever it is written: its 8 bytes are a keyed hash of the
 * object's key and of the SHA-256 digest (32 bytes) of every chunk, one after the other. So the header settles each chunk's
 * plaintext, its number, whether it is the last and all else that is authenticated: a nonce repeats only for the same
 * bytes, or where 64 bits collide, as random ones may. It says nothing of the content to who has no data key.
 */
export function contentHeader(dataKey: Buffer, objectKey: string, chunkDigests: Buffer): Buffer {
  const derivationKey = Buffer.from(hkdfSync('sha256', dataKey, '', 'guildhall object header 1', 32));
  const name = Buffer.from(objectKey, 'utf8');
  const nameBytes = Buffer.alloc(4);
  nameBytes.writeUInt32BE(name.byteLength);
  const mac = createHmac('sha256', derivationKey).update(nameBytes).update(name).update(chunkDigests).digest();
  return headerOf(mac.subarray(0, 8));
}

function headerOf(own: Buffer): Buffer {
  return Buffer.concat([magic, Buffer.from([version, chunkBytesLog2, 0, 0]), own]);
}

/** @throws MalformedObject for anything this version did not write */
export function checkHeader(header: Buffer): void {
  const expected = Buffer.concat([magic, Buffer.from([version, chunkBytesLog2, 0, 0])]);
  if (header.byteLength !== headerBytes || !header.subarray(0, 8).equals(expected)) {
    throw new MalformedObject('the header is not one of version 1');
  }
}

export interface ObjectShape {
  plainBytes: number;
  chunks: number;
}

/** @throws MalformedObject where no plain length gives this stored length */
export function shapeOf(storedBytes: number): ObjectShape {
  const body = storedBytes - headerBytes;
  const chunks = Math.max(1, Math.ceil(body / storedChunkBytes));
  const lastPlain = body - (chunks - 1) * storedChunkBytes - tagBytes;
  if (lastPlain < 0 || (lastPlain === 0 && chunks > 1)) throw new MalformedObject('the length is impossible');
  return { plainBytes: (chunks - 1) * chunkBytes + lastPlain, chunks };
}

export function storedBytesFor(plainBytes: number): number {
  const chunks = Math.max(1, Math.ceil(plainBytes / chunkBytes));
  return headerBytes + plainBytes + chunks * tagBytes;
}

export interface ChunkWindow {
  firstChunk: number;
  lastChunk: number;
  /** Stored bytes of these chunks, both ends inclusive. */
  stored: Required<ByteRange>;
  /** Plain bytes to drop from the first chunk. */
  skip: number;
  /** Plain bytes wanted in all. */
  take: number;
}

/** Which chunks hold plain bytes `start` to `end` (inclusive) of an object; the range lies inside it. */
export function windowFor(shape: ObjectShape, storedBytes: number, start: number, end: number): ChunkWindow {
  const firstChunk = Math.floor(start / chunkBytes);
  // An empty object has no byte to ask for, and still its one chunk to authenticate.
  const lastChunk = Math.max(firstChunk, Math.min(shape.chunks - 1, Math.floor(end / chunkBytes)));
  return {
    firstChunk,
    lastChunk,
    stored: {
      start: headerBytes + firstChunk * storedChunkBytes,
      end: Math.min(storedBytes, headerBytes + (lastChunk + 1) * storedChunkBytes) - 1,
    },
    skip: start - firstChunk * chunkBytes,
    take: end - start + 1,
  };
}

/** Stored length of chunk `index`, its tag included. */
export function storedLengthOf(shape: ObjectShape, index: number): number {
  if (index < shape.chunks - 1) return storedChunkBytes;
  return shape.plainBytes - (shape.chunks - 1) * chunkBytes + tagBytes;
}

export interface ChunkPlace {
  objectKey: string;
  header: Buffer;
  index: number;
  isLast: boolean;
}

/** Ciphertext and tag of one chunk. */
export function encryptChunk(dataKey: Buffer, place: ChunkPlace, plain: Uint8Array): Buffer {
  if (place.index >= maxChunks) throw new RangeError('An object has at most 2^32 chunks; a counter never wraps.');
  const cipher = createCipheriv(cipherName, dataKey, nonceOf(place), { authTagLength: tagBytes });
  cipher.setAAD(additionalDataOf(place));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error where the chunk is not exactly the one that was written at this place */
export function decryptChunk(dataKey: Buffer, place: ChunkPlace, stored: Buffer): Buffer {
  const decipher = createDecipheriv(cipherName, dataKey, nonceOf(place), { authTagLength: tagBytes });
  decipher.setAAD(additionalDataOf(place));
  decipher.setAuthTag(stored.subarray(stored.byteLength - tagBytes));
  return Buffer.concat([decipher.update(stored.subarray(0, stored.byteLength - tagBytes)), decipher.final()]);
}

function nonceOf({ header, index }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12);
  header.copy(nonce, 0, 8, headerBytes);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

function additionalDataOf({ objectKey, header, index, isLast }: ChunkPlace): Buffer {
  const numbers = Buffer.alloc(5);
  numbers.writeUInt32BE(index, 0);
  numbers.writeUInt8(isLast ? 1 : 0, 4);
  return Buffer.concat([header, numbers, Buffer.from(objectKey, 'utf8')]);
}
