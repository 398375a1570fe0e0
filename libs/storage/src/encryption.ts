import { createHash } from 'node:crypto';
import { chunkBytes, contentHeader, encryptChunk, newHeader } from './encrypted-format.js';
import type { StoreCallOptions } from './object-store.js';
import { partsOf } from './parts.js';
import { withStallLimit } from './stall-limit.js';
import { sourceChanged } from './storage.errors.js';

const digestBytes = 32;
const sourceStallMs = 60_000;

/** Gives the same content from its beginning each time, such as a file that nobody writes to any more. */
export type Reopenable = () => AsyncIterable<Uint8Array>;

/** Content under a random header: encrypted twice it gives different bytes, and nothing of it has to be known before. */
export async function* encrypting(
  objectKey: string,
  dataKey: Buffer,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const header = newHeader();
  yield header;
  for await (const { number, body, isLast } of partsOf(plain, chunkBytes)) {
    yield encryptChunk(dataKey, { objectKey, header, index: number - 1, isLast }, body);
  }
}

/** SHA-256 of each chunk of the content, one after the other: 32 bytes for each 64 KiB. */
export async function chunkDigestsOf(open: Reopenable, options: StoreCallOptions): Promise<Buffer> {
  const digests: Buffer[] = [];
  const plain = withStallLimit(open(), { stallMs: sourceStallMs, ...options });
  for await (const { body } of partsOf(plain, chunkBytes)) digests.push(sha256Of(body));
  return Buffer.concat(digests);
}

/**
 * The same bytes whenever the same content is encrypted for the same object, since its header is derived from the digests
 * of a first reading. Each chunk is held against its digest before it is encrypted, so that nothing but the content that
 * the header stands for ever leaves under its nonces.
 * @throws AppError `internal` before the first chunk that differs, where the content changed between the readings
 */
export async function* encryptingRepeatably(
  objectKey: string,
  dataKey: Buffer,
  plain: AsyncIterable<Uint8Array>,
  digests: Buffer,
): AsyncGenerator<Uint8Array> {
  const chunks = digests.byteLength / digestBytes;
  const header = contentHeader(dataKey, objectKey, digests);
  yield header;
  for await (const { number, body, isLast } of partsOf(plain, chunkBytes)) {
    const expected = digests.subarray((number - 1) * digestBytes, number * digestBytes);
    if (isLast !== (number === chunks) || !sha256Of(body).equals(expected)) throw sourceChanged(objectKey);
    yield encryptChunk(dataKey, { objectKey, header, index: number - 1, isLast }, body);
  }
}

function sha256Of(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}
