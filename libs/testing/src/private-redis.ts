import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type EmbeddedRedis, startEmbeddedRedis } from '../../../tools/embedded/embedded-redis.js';

export interface PrivateRedis {
  /** Stays the same over restarts. */
  url: string;
  /** Kills the server, with the data that was not yet on disk, and starts it again. */
  restart(): Promise<void>;
  /** Kills the server, so that nothing answers until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  drop(): Promise<void>;
}

/** A Redis server for one spec file: for specs that restart it, flush it wholly or publish in it. */
export async function privateRedis(): Promise<PrivateRedis> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-redis-'));
  const options = { directory: path.join(directory, 'redis'), port: await freePort() };
  let server: EmbeddedRedis = await startEmbeddedRedis(options);
  const start = async () => {
    server = await startEmbeddedRedis(options);
  };
  const kill = async () => {
    process.kill(server.pid, 'SIGKILL');
    // Waits for the process to be gone; it is dead already.
    await server.stop();
  };
  return {
    url: server.url,
    start,
    kill,
    restart: async () => {
      await kill();
      await start();
    },
    drop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Between 20000 and 20999: below the kernel's own range and beside the blocks that checkouts claim. */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 1_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port was found between 20000 and 20999.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
