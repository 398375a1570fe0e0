import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedRedis, startEmbeddedRedis } from '../../../tools/embedded/embedded-redis.js';
import { claimPortBlock } from '../../../tools/platform/ports.js';

/** A Redis that a test may stop, start again and empty without disturbing any other test. */
export interface OwnRedis {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** On the same port and with the same password, but with nothing in it. */
  startEmpty(): Promise<void>;
  destroy(): Promise<void>;
}

export async function startOwnRedis(): Promise<OwnRedis> {
  const folder = mkdtempSync(path.join(tmpdir(), 'guildhall-redis-'));
  const data = path.join(folder, 'redis');
  const block = await claimPortBlock(folder);
  let running: EmbeddedRedis | null = null;
  const stop = async () => {
    await running?.stop();
    running = null;
  };
  const startEmpty = async () => {
    rmSync(data, { recursive: true, force: true });
    running = await startEmbeddedRedis({ directory: data, port: block.at(0) });
  };
  await startEmpty();
  const url = running!.url;
  return {
    url,
    get pid() {
      return running!.pid;
    },
    stop,
    startEmpty,
    async destroy() {
      await stop();
      await block.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
