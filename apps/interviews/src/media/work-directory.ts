import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const namePattern = /^job-(\d+)-(\d+)-\w+$/;

/**
 * Directories for the files on the way of one job, readable by nobody else: voices are personal data. Each is removed
 * when its job ends; those of a worker that was killed are removed by the `sweep` of the next one.
 */
export class WorkDirectories {
  /** `root` may be shared by several workers of one machine. */
  constructor(private readonly root: string = join(tmpdir(), 'guildhall-media')) {}

  /** Runs `work` with a fresh directory and removes it afterwards, whatever happened. */
  async use<T>(work: (directory: string) => Promise<T>): Promise<T> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const owner = `${process.pid}-${await startTimeOf(process.pid)}`;
    const directory = await mkdtemp(join(this.root, `job-${owner}-`));
    try {
      return await work(directory);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** Removes what workers left that no longer run. Call it once at start. Returns how many directories were removed. */
  async sweep(): Promise<number> {
    let removed = 0;
    for (const name of await this.names()) {
      const [, pid, startTime] = namePattern.exec(name) ?? [];
      if (pid === undefined || (await startTimeOf(Number(pid))) === startTime) continue;
      await rm(join(this.root, name), { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.root);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}

/**
 * When a process started, in clock ticks since boot; null where none runs. A process id is used again and its start time
 * is not. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (field 22)
 */
async function startTimeOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything, brackets too.
    const fieldsAfterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fieldsAfterName[19] ?? null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
