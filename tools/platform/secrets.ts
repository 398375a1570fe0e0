import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Secrets that an installation makes for itself, one file each (mode 0600), in a folder (mode 0700) under `var/`.
 * A secret is generated once and stays: the data that it protects outlives the process.
 */
export class Secrets {
  constructor(readonly directory: string) {}

  /** The secret of that name; made by `generate` the first time. Two processes asking at once get the same one. */
  obtain(name: string, generate: () => string = generatePassword): string {
    const known = this.find(name);
    if (known !== null) return known;
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const draft = path.join(this.directory, `.${name}.${randomBytes(6).toString('hex')}`);
    writeFileSync(draft, generate(), { mode: 0o600 });
    try {
      // A hard link appears whole or not at all, and fails where another process was first.
      linkSync(draft, this.fileOf(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    return readFileSync(this.fileOf(name), 'utf8');
  }

  /** The secret of that name, or null where none was made yet. */
  find(name: string): string | null {
    try {
      return readFileSync(this.fileOf(name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private fileOf(name: string): string {
    return path.join(this.directory, name);
  }
}

/** 192 random bits that need no escaping in a URL, in SQL or in a configuration file. */
export function generatePassword(): string {
  return randomBytes(24).toString('base64url');
}
