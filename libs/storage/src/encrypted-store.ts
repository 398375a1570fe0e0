import { Readable } from 'node:stream';
import { isAppError } from '@guildhall/errors';
import type { DataKeyStore } from './data-key-store.js';
import {
  checkHeader,
  chunkBytes,
  decryptChunk,
  headerBytes,
  MalformedObject,
  type ObjectShape,
  shapeOf,
  storedLengthOf,
  windowFor,
} from './encrypted-format.js';
import { chunkDigestsOf, encrypting, encryptingRepeatably, type Reopenable } from './encryption.js';
import type { AbandonedWrites, ByteRange, ObjectStore, ObjectSummary, StoreCallOptions } from './object-store.js';
import { objectDamaged, objectMissing, rangeNotSatisfiable } from './storage.errors.js';

export interface EncryptedStoreOptions {
  objects: ObjectStore;
  keys: DataKeyStore;
}

/**
 * The only way media is written and read: an `ObjectStore` that sees ciphertext alone, under one data key per recording.
 * Streams in both directions with a few chunks in memory; a range decrypts only the chunks it touches. No byte is handed
 * out before its whole chunk was authenticated.
 * @see ./encrypted-format.ts for the layout
 */
export class EncryptedStore {
  private readonly objects: ObjectStore;
  private readonly keys: DataKeyStore;

  constructor(options: EncryptedStoreOptions) {
    this.objects = options.objects;
    this.keys = options.keys;
  }

  /**
   * Stores the plain content under an existing data key and gives its plain length.
   * @throws AppError `not_found` without the data key, and what `ObjectStore.put` throws
   */
  async write(
    objectKey: string,
    dataKeyId: string,
    plain: AsyncIterable<Uint8Array>,
    options: StoreCallOptions = {},
  ): Promise<ObjectSummary> {
    const dataKey = await this.keys.get(dataKeyId);
    try {
      const stored = await this.objects.put(objectKey, encrypting(objectKey, dataKey, plain), options);
      return { bytes: shapeOf(stored.bytes).plainBytes };
    } finally {
      if (plain instanceof Readable) plain.destroy();
    }
  }

  /**
   * As `write`, for content that can be read again: a repeat after a kill gives the same bytes, so that the object store
   * goes on with what the killed process had sent, where it can. Then the content is read twice, and 32 bytes of each 64 KiB
   * stay in memory.
   * @throws AppError `not_found` without the data key, `internal` where the content changed between the readings, and what
   * `ObjectStore.put` throws
   */
  async writeRepeatably(
    objectKey: string,
    dataKeyId: string,
    open: Reopenable,
    options: StoreCallOptions = {},
  ): Promise<ObjectSummary> {
    if (!this.objects.resumesPuts) return await this.write(objectKey, dataKeyId, open(), options);
    const dataKey = await this.keys.get(dataKeyId);
    const digests = await chunkDigestsOf(open, options);
    const plain = open();
    try {
      const encrypted = encryptingRepeatably(objectKey, dataKey, plain, digests);
      const stored = await this.objects.put(objectKey, encrypted, { ...options, isRepeatable: true });
      return { bytes: shapeOf(stored.bytes).plainBytes };
    } finally {
      if (plain instanceof Readable) plain.destroy();
    }
  }

  /**
   * The plain bytes, or the part of them that `range` names (an `end` past the object's end is cut back, as HTTP does).
   * A damaged chunk ends the stream with AppError `internal` before any of its bytes.
   * @throws AppError `not_found`, `range_not_satisfiable`, `internal` (damaged), `unavailable`
   */
  async read(
    objectKey: string,
    dataKeyId: string,
    range?: ByteRange,
    options: StoreCallOptions = {},
  ): Promise<Readable> {
    const dataKey = await this.keys.get(dataKeyId);
    const storedBytes = await this.storedBytes(objectKey, options);
    const shape = this.shapeFor(objectKey, storedBytes);
    const { start, end } = clampRange(objectKey, shape.plainBytes, range);
    const header = await this.readHeader(objectKey, options);
    const window = windowFor(shape, storedBytes, start, end);
    const stored = await this.objects.get(objectKey, window.stored, options);
    const plain = decrypting({ objectKey, dataKey, header, shape, window, stored });
    const stream = Readable.from(plain, { objectMode: false, highWaterMark: chunkBytes });
    // A stream that is destroyed before its first read never starts the generator that would close its source.
    stream.once('close', () => stored.destroy());
    return stream;
  }

  /**
   * Length of the plain bytes, computed from the stored length without decrypting. A cut object gives a shorter length
   * here and is found at the latest by a read that reaches its end. `null` where there is no object.
   */
  async plainLength(objectKey: string, options: StoreCallOptions = {}): Promise<number | null> {
    const stored = await this.objects.head(objectKey, options);
    return stored && this.shapeFor(objectKey, stored.bytes).plainBytes;
  }

  /** Deletes the object; deleting what is not there succeeds. What copies of it hold stays readable until its key is destroyed. */
  async delete(objectKey: string, options: StoreCallOptions = {}): Promise<void> {
    await this.objects.delete(objectKey, options);
  }

  /** Whether there is an object, readable or not. */
  async exists(objectKey: string, options: StoreCallOptions = {}): Promise<boolean> {
    return (await this.objects.head(objectKey, options)) !== null;
  }

  /** What killed processes left half written. @see ObjectStore.removeAbandoned */
  async removeAbandoned(writes: AbandonedWrites, options: StoreCallOptions = {}): Promise<number> {
    return await this.objects.removeAbandoned(writes, options);
  }

  private async storedBytes(objectKey: string, options: StoreCallOptions): Promise<number> {
    const stored = await this.objects.head(objectKey, options);
    if (!stored) throw objectMissing(objectKey);
    return stored.bytes;
  }

  private shapeFor(objectKey: string, storedBytes: number): ObjectShape {
    try {
      return shapeOf(storedBytes);
    } catch (thrown) {
      if (thrown instanceof MalformedObject) throw objectDamaged(objectKey, thrown.message, thrown);
      throw thrown;
    }
  }

  private async readHeader(objectKey: string, options: StoreCallOptions): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of await this.objects.get(objectKey, { start: 0, end: headerBytes - 1 }, options)) {
      pieces.push(piece);
    }
    const header = Buffer.concat(pieces);
    try {
      checkHeader(header);
    } catch (thrown) {
      throw objectDamaged(objectKey, 'its header', thrown);
    }
    return header;
  }
}

interface Decryption {
  objectKey: string;
  dataKey: Buffer;
  header: Buffer;
  shape: ObjectShape;
  window: ReturnType<typeof windowFor>;
  stored: AsyncIterable<Uint8Array>;
}

async function* decrypting({
  objectKey,
  dataKey,
  header,
  shape,
  window,
  stored,
}: Decryption): AsyncGenerator<Uint8Array> {
  const chunks = storedChunks(stored, shape, window.firstChunk, window.lastChunk);
  let { skip, take } = window;
  for await (const { index, bytes } of chunks) {
    let plain: Buffer;
    try {
      const isLast = index === shape.chunks - 1;
      plain = decryptChunk(dataKey, { objectKey, header, index, isLast }, bytes);
    } catch (thrown) {
      throw isAppError(thrown) ? thrown : objectDamaged(objectKey, `chunk ${index} of ${shape.chunks}`, thrown);
    }
    const wanted = plain.subarray(skip, skip + take);
    skip = 0;
    take -= wanted.byteLength;
    if (wanted.byteLength > 0) yield wanted;
  }
  if (take > 0) throw objectDamaged(objectKey, 'its end');
}

/** Regroups the stored bytes into whole chunks; a missing end gives fewer chunks. */
async function* storedChunks(
  stored: AsyncIterable<Uint8Array>,
  shape: ObjectShape,
  firstChunk: number,
  lastChunk: number,
): AsyncGenerator<{ index: number; bytes: Buffer }> {
  let index = firstChunk;
  let pieces: Uint8Array[] = [];
  let gathered = 0;
  for await (const arrived of stored) {
    let rest = arrived;
    while (rest.byteLength > 0 && index <= lastChunk) {
      const missing = storedLengthOf(shape, index) - gathered;
      const piece = rest.subarray(0, missing);
      pieces.push(piece);
      gathered += piece.byteLength;
      rest = rest.subarray(piece.byteLength);
      if (piece.byteLength < missing) break;
      yield { index, bytes: Buffer.concat(pieces, gathered) };
      index += 1;
      pieces = [];
      gathered = 0;
    }
  }
}

function clampRange(objectKey: string, plainBytes: number, range: ByteRange | undefined): Required<ByteRange> {
  if (!range) return { start: 0, end: plainBytes - 1 };
  const end = Math.min(range.end ?? plainBytes - 1, plainBytes - 1);
  if (range.start < 0 || range.start > end) throw rangeNotSatisfiable(objectKey, plainBytes);
  return { start: range.start, end };
}
