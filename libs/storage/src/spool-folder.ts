import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isMissingFile, makeFolder, replaceFile } from './durable-files.js';

/** What the spool knows of one upload: one segment of one take, sent by one person. */
export interface SpooledUpload {
  uploadId: string;
  owner: string;
  takeId: string;
  /** From 0. */
  segment: number;
  /** What the client's recorder called it; a hint only. */
  filetype: string;
  /** Declared length; null while a recorder is still running. */
  lengthBytes: number | null;
  /** ISO 8601. */
  createdAt: string;
}

/** All of an upload's information fits. */
const usualFileBytes = 2_048;
const uploadId = /^upl_[0-9a-f]{32}$/;
const takeId = /^tak_[0-9a-f]{32}$/;

/**
 * The layout of `SPOOL_DIR`, the one folder that the gateway's replicas (which receive) and the workers of interviews
 * (which move to storage) share:
 *
 *     upl_…              the bytes received so far; their number is the upload's offset
 *     info/upl_….json    a `SpooledUpload`
 *     claims/tak_….0     the id of the one upload for segment 0 of that take
 *     held/upl_…         the take was completed: nobody but the worker that moves it may change or remove the upload
 *     locks/upl_…/       see the gateway's `FileLocker`; `locks/tak_….0/` while an upload is being made
 *
 * Every file but the bytes is replaced whole, so a kill leaves none half written.
 */
export class SpoolFolder {
  private constructor(readonly directory: string) {}

  static async open(options: { directory: string }): Promise<SpoolFolder> {
    const spool = new SpoolFolder(path.resolve(options.directory));
    for (const folder of ['info', 'claims', 'held', 'locks']) await makeFolder(path.join(spool.directory, folder));
    return spool;
  }

  contentFile(id: string): string {
    return path.join(this.directory, checked(id));
  }

  locksFolder(id: string): string {
    return path.join(this.directory, 'locks', checked(id));
  }

  async saveInfo(upload: SpooledUpload): Promise<void> {
    await replaceFile(this.infoFile(upload.uploadId), JSON.stringify(upload));
  }

  /** `null` for an upload that is not, or no longer, in the spool. */
  async findInfo(id: string): Promise<SpooledUpload | null> {
    const text = await textOf(this.infoFile(id));
    return text === null ? null : (JSON.parse(text) as SpooledUpload);
  }

  /** Bytes received so far; `null` without the file. */
  async receivedBytes(id: string): Promise<number | null> {
    try {
      return (await stat(this.contentFile(id))).size;
    } catch (thrown) {
      if (isMissingFile(thrown)) return null;
      throw thrown;
    }
  }

  async uploadIds(): Promise<string[]> {
    const names = await readdir(path.join(this.directory, 'info'));
    return names.filter((name) => name.endsWith('.json')).map((name) => path.basename(name, '.json'));
  }

  async saveClaim(take: string, segment: number, id: string): Promise<void> {
    await replaceFile(this.claimFile(take, segment), checked(id));
  }

  /** The upload that holds a segment of a take. */
  async findClaim(take: string, segment: number): Promise<string | null> {
    return textOf(this.claimFile(take, segment));
  }

  async hold(id: string): Promise<void> {
    await replaceFile(this.heldFile(id), '');
  }

  async release(id: string): Promise<void> {
    await rm(this.heldFile(id), { force: true });
  }

  async isHeld(id: string): Promise<boolean> {
    return (await textOf(this.heldFile(id))) !== null;
  }

  /** Removes all of an upload; can be repeated. What a kill leaves half removed, the next sweep finds by its info. */
  async remove(id: string): Promise<void> {
    await rm(this.contentFile(id), { force: true });
    const info = await this.findInfo(id);
    if (info && (await this.findClaim(info.takeId, info.segment)) === id) {
      await rm(this.claimFile(info.takeId, info.segment), { force: true });
    }
    await this.release(id);
    await rm(this.locksFolder(id), { force: true, recursive: true });
    await rm(this.infoFile(id), { force: true });
  }

  /** Removes what names a take that nothing is uploaded for any more, once its uploads are gone; can be repeated. */
  async forgetTake(take: string): Promise<void> {
    if (!takeId.test(take)) throw new TypeError('A take id is `tak_` and 32 hexadecimal digits.');
    for (const folder of ['claims', 'locks']) {
      const names = await readdir(path.join(this.directory, folder));
      for (const name of names.filter((each) => each.startsWith(`${take}.`))) {
        await rm(path.join(this.directory, folder, name), { force: true, recursive: true });
      }
    }
  }

  private infoFile(id: string): string {
    return path.join(this.directory, 'info', `${checked(id)}.json`);
  }

  private heldFile(id: string): string {
    return path.join(this.directory, 'held', checked(id));
  }

  private claimFile(take: string, segment: number): string {
    if (!takeId.test(take) || !Number.isInteger(segment)) throw new TypeError('A claim names a take and a segment.');
    return path.join(this.directory, 'claims', `${take}.${segment}`);
  }
}

/** File names are made of ids, so an id is checked before it becomes part of a path. */
function checked(id: string): string {
  if (!uploadId.test(id)) throw new TypeError('An upload id is `upl_` and 32 hexadecimal digits.');
  return id;
}

/** `null` without the file. In one read: with every PATCH several of these files are looked at, and each call costs a thread's turn. */
async function textOf(path: string): Promise<string | null> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (thrown) {
    if (isMissingFile(thrown)) return null;
    throw thrown;
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(usualFileBytes), 0, usualFileBytes, 0);
    if (bytesRead < usualFileBytes) return buffer.toString('utf8', 0, bytesRead);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
