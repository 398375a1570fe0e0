import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { poll } from '../client/poll.js';

/** The other side of `libs/fault-points`: arms a place, waits until a process stands still there, and lets it go on. */
export class FaultSwitch {
  constructor(readonly directory: string) {
    mkdirSync(directory, { recursive: true });
  }

  arm(point: string): void {
    this.clear();
    writeFileSync(path.join(this.directory, `${point}.armed`), '');
  }

  /** @returns the id of the process that stands there */
  async reached(point: string, withinMs: number): Promise<number> {
    const file = path.join(this.directory, `${point}.reached`);
    const read = async () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : null);
    return await poll(`A process at "${point}"`, read, withinMs);
  }

  release(point: string): void {
    writeFileSync(path.join(this.directory, `${point}.released`), '');
  }

  /** Nothing is armed any more; who still stands somewhere goes on after a minute. */
  clear(): void {
    for (const name of readdirSync(this.directory)) rmSync(path.join(this.directory, name), { force: true });
  }
}
