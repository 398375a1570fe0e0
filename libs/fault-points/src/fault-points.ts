import { access, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const longestHoldMs = 60_000;
const pollMs = 10;

/**
 * Named places in the work where a crash test may strike. Without a directory, as always outside such tests, reaching one
 * costs nothing.
 *
 * A test arms a point with the file `<step>.armed`. The first process that reaches it renames the file to `<step>.reached`,
 * with its process id inside, and stands still there until it is killed, the test writes `<step>.released`, or a minute has
 * passed.
 */
export class FaultPoints {
  constructor(private readonly directory: string | undefined) {}

  async reached(step: string): Promise<void> {
    if (this.directory === undefined) return;
    const place = join(this.directory, step);
    const claimed = `${place}.${process.pid}`;
    try {
      await rename(`${place}.armed`, claimed);
    } catch {
      return;
    }
    await writeFile(claimed, String(process.pid));
    await rename(claimed, `${place}.reached`);
    await this.released(`${place}.released`);
  }

  private async released(file: string): Promise<void> {
    const deadline = performance.now() + longestHoldMs;
    while (performance.now() < deadline) {
      try {
        await access(file);
        return;
      } catch {
        await pause(pollMs);
      }
    }
  }
}
