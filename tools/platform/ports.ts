import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';

const FIRST_PORT = 21_000;
const LAST_PORT = 31_999;
const BLOCK_SIZE = 100;
const BLOCKS = (LAST_PORT + 1 - FIRST_PORT) / BLOCK_SIZE;
const LOOPBACK = '127.0.0.1';

/** A hundred ports that no other checkout uses as long as this process holds them. */
export interface PortBlock {
  readonly first: number;
  /** The port at that place, 0 to 98; the last one is the lock. */
  at(place: number): number;
  release(): Promise<void>;
}

/**
 * Claims a free block between 21000 and 31999, well below the range that the kernel gives to outgoing connections.
 * The lock is a listening socket on the block's last port: the kernel gives it to one process only and takes it back
 * however that process ends, so there is no stale lock. A checkout tends to get the same block again.
 */
export async function claimPortBlock(root: string): Promise<PortBlock> {
  const preferred = createHash('sha256').update(root).digest().readUInt32BE() % BLOCKS;
  for (let turn = 0; turn < BLOCKS; turn++) {
    const first = FIRST_PORT + ((preferred + turn) % BLOCKS) * BLOCK_SIZE;
    const lock = await listen(first + BLOCK_SIZE - 1);
    if (!lock) continue;
    if (await allFree(first)) return hold(first, lock);
    await close(lock);
  }
  throw new Error(`None of the ${BLOCKS} port blocks between ${FIRST_PORT} and ${LAST_PORT} is free.`);
}

function hold(first: number, lock: Server): PortBlock {
  return {
    first,
    at: (place) => {
      if (place < 0 || place >= BLOCK_SIZE - 1) throw new RangeError(`A port block has no place ${place}.`);
      return first + place;
    },
    release: () => close(lock),
  };
}

async function allFree(first: number): Promise<boolean> {
  for (let port = first; port < first + BLOCK_SIZE - 1; port++) {
    const probe = await listen(port);
    if (!probe) return false;
    await close(probe);
  }
  return true;
}

/** Null where the port is taken. */
function listen(port: number): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server.unref()));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
