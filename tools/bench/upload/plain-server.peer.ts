import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

// The least that Node can do with an upload: write the body of a PUT to a file; `POST /sync` makes it durable, file and folder.

const folder = process.env.BENCH_PLAIN_DIRECTORY!;
const file = path.join(folder, 'upload');

async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r');
  await handle.sync();
  await handle.close();
}

const server = createServer(async (request, response) => {
  if (request.method === 'PUT') {
    await pipeline(request, createWriteStream(file));
  } else {
    request.resume();
    await sync(file);
    await sync(folder);
  }
  response.writeHead(204).end();
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
