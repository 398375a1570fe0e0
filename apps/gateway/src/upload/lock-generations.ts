import { type FileHandle, link, mkdir, open, readdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

interface Holder {
  token: string;
  pid: number;
  host: string;
}

const wantedName = 'wanted';
/** Token, process and host; names of hosts have at most 255 bytes. */
const longestHolderBytes = 1_024;

/** Tokens that live in this process: a token with our pid that is not among them belongs to an earlier life of it. */
const tokensHere = new Set<string>();

/**
 * One lock as a folder of numbered files, of which the highest counts: `7` holds `{ token, pid, host }`, an empty `7` was
 * released. To take the lock is to make the next number by `link`, which only one can do; the loser of a race that was
 * long asleep finds a higher number and withdraws. Numbers only grow, so nobody mistakes a new holder for the dead one.
 */
export class LockGenerations {
  constructor(
    private readonly folder: string,
    private readonly token: string,
    private readonly staleMs: number,
  ) {}

  /** The generation taken, or `null` while somebody alive holds the lock. */
  async take(): Promise<number | null> {
    const latest = latestOf(await this.namesInMadeFolder());
    if (latest > 0 && (await this.isHeld(latest))) return null;
    // Before it can be seen, or others in this process would take it for the lock of an earlier life.
    tokensHere.add(this.token);
    const mine = latest + 1;
    const names = (await this.publish(mine)) ? await this.names() : null;
    if (!names || latestOf(names) > mine) {
      await this.withdraw(mine);
      return null;
    }
    const past = names.filter((name) => name === wantedName || (isGeneration(name) && Number(name) < mine));
    for (const name of past) await removed(path.join(this.folder, name));
    return mine;
  }

  async release(generation: number): Promise<void> {
    tokensHere.delete(this.token);
    const file = await open(this.file(generation), 'r+').catch(ignoreMissing);
    if (!file) return;
    try {
      // After the upload was removed with its locks, the number may belong to somebody else already.
      if (holderIn(await textOf(file))?.token === this.token) await file.truncate();
    } finally {
      await file.close();
    }
  }

  /** @throws Error when the lock was lost */
  async showLife(generation: number): Promise<{ isWanted: boolean }> {
    const names = await this.names();
    if (latestOf(names) !== generation) throw new Error('The lock was taken over.');
    const now = new Date();
    await utimes(this.file(generation), now, now);
    return { isWanted: names.includes(wantedName) };
  }

  async want(): Promise<void> {
    await writeFile(path.join(this.folder, wantedName), '').catch(ignoreMissing);
  }

  private async isHeld(generation: number): Promise<boolean> {
    const shown = await stat(this.file(generation)).catch(ignoreMissing);
    if (!shown || shown.size === 0) return false;
    const holder = await this.holderOf(generation);
    if (!holder) return false;
    if (holder.host === hostname() && !isAliveHere(holder)) return false;
    return Date.now() - shown.mtimeMs < this.staleMs;
  }

  private async withdraw(generation: number): Promise<void> {
    tokensHere.delete(this.token);
    if ((await this.holderOf(generation))?.token === this.token) await removed(this.file(generation));
  }

  /** `null` where the generation was released, or its file is gone. */
  private async holderOf(generation: number): Promise<Holder | null> {
    const file = await open(this.file(generation), 'r').catch(ignoreMissing);
    if (!file) return null;
    try {
      return holderIn(await textOf(file));
    } finally {
      await file.close();
    }
  }

  /** Written under a name of its own first: a number is never seen empty before it was released. */
  private async publish(generation: number): Promise<boolean> {
    const unfinished = path.join(this.folder, `${this.token}.unfinished`);
    const holder: Holder = { token: this.token, pid: process.pid, host: hostname() };
    try {
      await writeFile(unfinished, JSON.stringify(holder), { mode: 0o600 });
      await link(unfinished, this.file(generation));
      return true;
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      // ENOENT: the folder was removed with its upload in this moment; the next try makes it again.
      if (code === 'EEXIST' || code === 'ENOENT') return false;
      throw thrown;
    } finally {
      await removed(unfinished);
    }
  }

  private async names(): Promise<string[]> {
    return (await readdir(this.folder).catch(ignoreMissing)) ?? [];
  }

  private async namesInMadeFolder(): Promise<string[]> {
    const names = await readdir(this.folder).catch(ignoreMissing);
    if (!names) await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return names ?? [];
  }

  private file(generation: number): string {
    return path.join(this.folder, String(generation));
  }
}

function isGeneration(name: string): boolean {
  return /^\d+$/.test(name);
}

function latestOf(names: string[]): number {
  return Math.max(0, ...names.filter(isGeneration).map(Number));
}

/** In one read: each call of the file system costs a turn of a thread, and a lock is taken with every PATCH. */
async function textOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHolderBytes), 0, longestHolderBytes, 0);
  return buffer.toString('utf8', 0, bytesRead);
}

function holderIn(text: string): Holder | null {
  return text ? (JSON.parse(text) as Holder) : null;
}

async function removed(file: string): Promise<void> {
  await unlink(file).catch(ignoreMissing);
}

function isAliveHere(holder: Holder): boolean {
  if (holder.pid === process.pid) return tokensHere.has(holder.token);
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function ignoreMissing(thrown: unknown): undefined {
  if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw thrown;
}
