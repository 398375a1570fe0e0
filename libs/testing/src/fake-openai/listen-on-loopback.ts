import type { Server } from 'node:http';

const firstPort = 20_000;
const ports = 10_000;
const tries = 50;

/**
 * Listens on a free port of 127.0.0.1 below 32768, where Linux hands out no ports of its own, so that a port that a test
 * has closed is not given to somebody's outgoing connection in the meantime.
 */
export async function listenOnLoopback(server: Server): Promise<number> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const port = firstPort + Math.floor(Math.random() * ports);
    if (await listens(server, port)) return port;
  }
  throw new Error(`No free port among ${tries} tried between ${firstPort} and ${firstPort + ports}`);
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    const listening = () => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(port, '127.0.0.1');
  });
}
