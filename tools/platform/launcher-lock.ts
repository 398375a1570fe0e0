import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Lets one launcher at a time run in a folder. The lock is a listening socket in Linux's abstract name space: the
 * kernel gives the name to one process only and frees it however that process ends. Null where somebody holds it.
 */
export async function holdFolder(folder: string): Promise<{ release(): Promise<void> } | null> {
  // Elsewhere nothing embedded runs, and two launchers do no more harm than two replicas.
  if (process.platform !== 'linux') return { release: async () => undefined };
  const name = `\0guildhall-${createHash('sha256').update(folder).digest('hex')}`;
  const server = createServer((socket) => socket.destroy());
  return await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(name, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}
