import { randomBytes, randomUUID } from 'node:crypto';
import { access, link, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type DataKeyStore, dataKeyBytes } from './data-key-store.js';
import { isMissingFile, makeFolder, syncFolder, writeFully } from './durable-files.js';
import { dataKeyDestroyed, dataKeyMissing } from './storage.errors.js';

const keyId = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/**
 * Keys as files of mode 0600 in a folder of mode 0700, apart from the objects. `destroy` leaves an empty `….destroyed`
 * beside the missing key, so that a late retry of the job that stores a recording cannot bring it back under a new key.
 * What the disk itself keeps of a deleted file is the operator's matter: put the folder on an encrypted volume.
 */
export class FolderDataKeyStore implements DataKeyStore {
  private constructor(private readonly folder: string) {}

  static async open(options: { directory: string }): Promise<FolderDataKeyStore> {
    const folder = path.resolve(options.directory);
    await makeFolder(folder, 0o700);
    return new FolderDataKeyStore(folder);
  }

  async create(id: string): Promise<Buffer> {
    const existing = await this.find(id);
    if (existing) return existing;
    if (await this.isDestroyed(id)) throw dataKeyDestroyed(id);
    await this.publish(id, randomBytes(dataKeyBytes));
    // Looked at after publishing: a `destroy` that ran meanwhile has left its mark, and its mark wins.
    if (await this.isDestroyed(id)) {
      await rm(this.fileOf(id, 'key'), { force: true });
      throw dataKeyDestroyed(id);
    }
    return this.get(id);
  }

  async get(id: string): Promise<Buffer> {
    const key = await this.find(id);
    if (key) return key;
    throw (await this.isDestroyed(id)) ? dataKeyDestroyed(id) : dataKeyMissing(id);
  }

  async destroy(id: string): Promise<void> {
    const mark = await open(this.fileOf(id, 'destroyed'), 'a', 0o600);
    await mark.close();
    await syncFolder(this.folder);
    await rm(this.fileOf(id, 'key'), { force: true });
    await syncFolder(this.folder);
  }

  private async find(id: string): Promise<Buffer | null> {
    const key = await readFile(this.fileOf(id, 'key')).catch((thrown: unknown) => {
      if (isMissingFile(thrown)) return null;
      throw thrown;
    });
    if (!key || (await this.isDestroyed(id))) return null;
    if (key.byteLength !== dataKeyBytes) throw new Error(`The data key ${id} is damaged: restore its file.`);
    return key;
  }

  /** Writes and syncs the key under a name of its own, then links it: of two that race, one link wins and both read it. */
  private async publish(id: string, key: Buffer): Promise<void> {
    const unfinished = path.join(this.folder, `.${randomUUID()}`);
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await writeFully(file, key);
      await file.sync();
      await link(unfinished, this.fileOf(id, 'key')).catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code !== 'EEXIST') throw thrown;
      });
      await syncFolder(this.folder);
    } finally {
      await file.close();
      await rm(unfinished, { force: true });
    }
  }

  private async isDestroyed(id: string): Promise<boolean> {
    try {
      await access(this.fileOf(id, 'destroyed'));
      return true;
    } catch (thrown) {
      if (isMissingFile(thrown)) return false;
      throw thrown;
    }
  }

  private fileOf(id: string, kind: 'key' | 'destroyed'): string {
    if (!keyId.test(id)) throw new TypeError('A data key id holds 1 to 64 lower-case letters, digits, `_` and `-`.');
    return path.join(this.folder, `${id}.${kind}`);
  }
}
