import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { isMissingFile, makeFolder, syncFolder, writeFully } from './durable-files.js';
import { assertObjectKey, localFileSuffix } from './object-key.js';
import type { AbandonedWrites, ByteRange, ObjectStore, ObjectSummary, StoreCallOptions } from './object-store.js';
import { withStallLimit } from './stall-limit.js';
import { objectMissing, objectTooLarge, rangeNotSatisfiable } from './storage.errors.js';

const defaultMaxBytes = 16 * 1024 ** 3;
const sourceStallMs = 60_000;
const defaultAbandonedAfterMs = 24 * 3600 * 1000;

export interface LocalObjectStoreOptions {
  directory: string;
  /** The largest object that is accepted. */
  maxBytes?: number;
  /** How long nobody has added to a half written object before it counts as left behind. */
  abandonedAfterMs?: number;
}

/**
 * Objects as files below `directory/objects`. A `put` writes to `directory/incoming`, syncs the file, renames it to its
 * name and syncs the folder: a reader, or a machine after a power cut, sees the old object or the new one.
 */
export class LocalObjectStore implements ObjectStore {
  readonly resumesPuts = false;

  private constructor(
    private readonly objects: string,
    private readonly incoming: string,
    private readonly maxBytes: number,
    private readonly abandonedAfterMs: number,
  ) {}

  /** Makes the folders and removes what processes that died long ago left half written. */
  static async open(options: LocalObjectStoreOptions): Promise<LocalObjectStore> {
    const root = path.resolve(options.directory);
    const store = new LocalObjectStore(
      path.join(root, 'objects'),
      path.join(root, 'incoming'),
      options.maxBytes ?? defaultMaxBytes,
      options.abandonedAfterMs ?? defaultAbandonedAfterMs,
    );
    await makeFolder(store.objects);
    await makeFolder(store.incoming);
    await store.removeAbandoned({ most: Number.POSITIVE_INFINITY });
    return store;
  }

  async put(key: string, content: AsyncIterable<Uint8Array>, options: StoreCallOptions = {}): Promise<ObjectSummary> {
    const target = this.fileOf(key);
    const unfinished = path.join(this.incoming, randomUUID());
    const file = await open(unfinished, 'wx', 0o600);
    try {
      const bytes = await this.writeAll(key, file, content, options.signal);
      await file.sync();
      await makeFolder(path.dirname(target));
      await rename(unfinished, target);
      await syncFolder(path.dirname(target));
      return { bytes };
    } catch (thrown) {
      await rm(unfinished, { force: true });
      throw thrown;
    } finally {
      await file.close();
    }
  }

  async get(key: string, range?: ByteRange, options: StoreCallOptions = {}): Promise<Readable> {
    const file = await this.openObject(key);
    try {
      options.signal?.throwIfAborted();
      const { size } = await file.stat();
      if (range && (range.start >= size || range.start < 0 || (range.end ?? range.start) < range.start)) {
        throw rangeNotSatisfiable(key, size);
      }
      const bounds = range ? { start: range.start, ...(range.end === undefined ? {} : { end: range.end }) } : {};
      return file.createReadStream({ ...bounds, ...(options.signal ? { signal: options.signal } : {}) });
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  async head(key: string): Promise<ObjectSummary | null> {
    try {
      const { size } = await stat(this.fileOf(key));
      return { bytes: size };
    } catch (thrown) {
      if (isMissingFile(thrown)) return null;
      throw thrown;
    }
  }

  async delete(key: string): Promise<void> {
    const target = this.fileOf(key);
    try {
      await rm(target);
      await syncFolder(path.dirname(target));
    } catch (thrown) {
      if (!isMissingFile(thrown)) throw thrown;
    }
  }

  /** By the age of the file on disk, which business time does not move. */
  async removeAbandoned({ most }: Pick<AbandonedWrites, 'most'>): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.incoming)) {
      if (removed >= most) break;
      const file = path.join(this.incoming, name);
      const found = await stat(file).catch(() => null);
      if (!found || Date.now() - found.mtimeMs <= this.abandonedAfterMs) continue;
      await rm(file, { force: true });
      removed += 1;
    }
    return removed;
  }

  private async writeAll(
    key: string,
    file: FileHandle,
    content: AsyncIterable<Uint8Array>,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    let bytes = 0;
    for await (const chunk of withStallLimit(content, { stallMs: sourceStallMs, ...(signal ? { signal } : {}) })) {
      bytes += chunk.byteLength;
      if (bytes > this.maxBytes) throw objectTooLarge(key, this.maxBytes);
      await writeFully(file, chunk);
    }
    return bytes;
  }

  private async openObject(key: string): Promise<FileHandle> {
    try {
      return await open(this.fileOf(key), 'r');
    } catch (thrown) {
      if (isMissingFile(thrown)) throw objectMissing(key);
      throw thrown;
    }
  }

  private fileOf(key: string): string {
    assertObjectKey(key);
    return path.join(this.objects, `${key}${localFileSuffix}`);
  }
}
