import { link, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

interface Holder {
  token: string;
  pid: number;
  host: string;
}

const wantedName = 'wanted';

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
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const latest = await this.latest();
    if (latest > 0 && (await this.isHeld(latest))) return null;
    // Before it can be seen, or others in this process would take it for the lock of an earlier life.
    tokensHere.add(this.token);
    const mine = latest + 1;
    if (!(await this.publish(mine)) || (await this.latest()) > mine) {
      await this.withdraw(mine);
      return null;
    }
    for (const older of (await this.all()).filter((each) => each < mine)) await rm(this.file(older), { force: true });
    await rm(path.join(this.folder, wantedName), { force: true });
    return mine;
  }

  async release(generation: number): Promise<void> {
    tokensHere.delete(this.token);
    // After the upload was removed with its locks, the number may belong to somebody else already.
    if ((await this.holderOf(generation))?.token !== this.token) return;
    await truncate(this.file(generation)).catch(ignoreMissing);
  }

  /** @throws Error when the lock was lost */
  async showLife(generation: number): Promise<{ isWanted: boolean }> {
    if ((await this.latest()) !== generation) throw new Error('The lock was taken over.');
    const now = new Date();
    await utimes(this.file(generation), now, now);
    const isWanted = await stat(path.join(this.folder, wantedName)).then(
      () => true,
      () => false,
    );
    return { isWanted };
  }

  async want(): Promise<void> {
    await writeFile(path.join(this.folder, wantedName), '').catch(ignoreMissing);
  }

  private async isHeld(generation: number): Promise<boolean> {
    const holder = await this.holderOf(generation);
    if (!holder) return false;
    if (holder.host === hostname() && !isAliveHere(holder)) return false;
    const shownAt = await stat(this.file(generation)).catch(() => null);
    return shownAt !== null && Date.now() - shownAt.mtimeMs < this.staleMs;
  }

  private async withdraw(generation: number): Promise<void> {
    tokensHere.delete(this.token);
    if ((await this.holderOf(generation))?.token === this.token) await rm(this.file(generation), { force: true });
  }

  /** `null` where the generation was released, or its file is gone. */
  private async holderOf(generation: number): Promise<Holder | null> {
    const text = await readFile(this.file(generation), 'utf8').catch(ignoreMissing);
    return text ? (JSON.parse(text) as Holder) : null;
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
      await rm(unfinished, { force: true });
    }
  }

  private async latest(): Promise<number> {
    return Math.max(0, ...(await this.all()));
  }

  private async all(): Promise<number[]> {
    const names = (await readdir(this.folder).catch(ignoreMissing)) ?? [];
    return names.filter((name) => /^\d+$/.test(name)).map(Number);
  }

  private file(generation: number): string {
    return path.join(this.folder, String(generation));
  }
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
