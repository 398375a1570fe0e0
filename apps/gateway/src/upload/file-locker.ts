import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { LockGenerations } from './lock-generations.js';
import { uploadLocked } from './upload.errors.js';

export interface FileLockerOptions {
  directory: string;
  /** How often a holder shows that it lives, and looks whether somebody waits. */
  heartbeatMs?: number;
  /** A holder that showed no life for so long has lost the lock. More than the clocks of two replicas differ. */
  staleMs?: number;
  /** How long `lock` waits before it gives up. */
  acquireMs?: number;
}

const pollMs = 25;

/** Holders in this process, asked for release directly. */
const holdersHere = new Map<string, RequestRelease>();

/**
 * Locks in files, so that all processes that share the spool's volume exclude each other: the gateway's replicas, and a
 * replica from its successor after a kill. A waiter asks the holder to let go (tus: the request on a new connection wins
 * over the one on a dead connection). A holder that was paused past `staleMs` may run beside its successor; both then
 * write the same bytes at the same offsets, and completion checks the hash.
 */
export class FileLocker implements Locker {
  private readonly options: Required<FileLockerOptions>;

  constructor(options: FileLockerOptions) {
    this.options = { heartbeatMs: 500, staleMs: 10_000, acquireMs: 15_000, ...options };
  }

  /** @param id of an upload, a take's segment or a person: letters, digits, `_` and `.`; it becomes the name of a folder. */
  newLock(id: string): Lock {
    if (!/^[a-z0-9_]+(\.[0-9]+)?$/.test(id))
      throw new TypeError('A lock is named like an upload, a take segment or a person.');
    return new FileLock(path.join(this.options.directory, id), this.options);
  }

  /** Runs the work under the lock. Nobody can ask it to end early: who waits for longer than `acquireMs` is told to come again. */
  async exclusively<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = this.newLock(id);
    await lock.lock(new AbortController().signal, () => undefined);
    try {
      return await work();
    } finally {
      await lock.unlock();
    }
  }
}

class FileLock implements Lock {
  private readonly generations: LockGenerations;
  private generation: number | null = null;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly folder: string,
    private readonly options: Required<FileLockerOptions>,
  ) {
    this.generations = new LockGenerations(folder, randomUUID(), options.staleMs);
  }

  async lock(signal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    const deadline = performance.now() + this.options.acquireMs;
    while (this.generation === null) {
      this.generation = await this.generations.take();
      if (this.generation !== null) break;
      if (signal.aborted || performance.now() > deadline) throw uploadLocked();
      await this.askHolder();
      await delay(pollMs);
    }
    holdersHere.set(this.folder, requestRelease);
    this.heartbeat = setInterval(() => void this.showLife(requestRelease), this.options.heartbeatMs);
    this.heartbeat.unref();
  }

  async unlock(): Promise<void> {
    if (this.generation === null) return;
    clearInterval(this.heartbeat);
    holdersHere.delete(this.folder);
    await this.generations.release(this.generation);
    this.generation = null;
  }

  private async askHolder(): Promise<void> {
    const here = holdersHere.get(this.folder);
    if (here) await here();
    else await this.generations.want();
  }

  private async showLife(requestRelease: RequestRelease): Promise<void> {
    if (this.generation === null) return;
    try {
      const { isWanted } = await this.generations.showLife(this.generation);
      if (isWanted) await requestRelease();
    } catch {
      // The lock was lost, its folder removed or the volume is away. Letting go early is the safe answer to all of them.
      await requestRelease();
    }
  }
}
