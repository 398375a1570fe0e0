import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BankBook } from './bank-book.js';

const loopback = '127.0.0.1';
const largestFileBytes = 100 * 1024 * 1024;
const filePath = /^\/files\/(fil_[0-9a-f]{32})(\/statement|\/returns)?$/;

/** How it misbehaves, until it is told otherwise. `lose…`: the connection breaks before or after the file is in its books. */
export type Misbehaviour = 'none' | 'fail' | 'hang' | 'lose_before' | 'lose_after';

export interface SimulatedBank {
  readonly url: string;
  readonly book: BankBook;
  /** Of the requests that hand in a file. */
  misbehave(how: Misbehaviour): void;
  stop(): Promise<void>;
}

/**
 * The *simulated bank* of an installation that has none. It takes NACHA files over HTTP on the loopback interface, under an id
 * that the sender chose, settles, rejects and returns by rule (`bank-rules.ts`), and moves no money whatsoever.
 */
export async function startSimulatedBank(options: {
  /** Any free one where absent. */
  port?: number;
  directory: string;
  settlesAfterMs?: number;
  now?: () => Date;
}): Promise<SimulatedBank> {
  const { port = 0, directory, settlesAfterMs = 0, now = () => new Date() } = options;
  const book = new BankBook(directory, settlesAfterMs, now);
  const mood: { how: Misbehaviour } = { how: 'none' };
  const server = createServer((request, response) => {
    answer(book, mood, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => resolve());
  });
  return {
    url: `http://${loopback}:${(server.address() as AddressInfo).port}`,
    book,
    misbehave: (how) => {
      mood.how = how;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  book: BankBook,
  mood: { how: Misbehaviour },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://bank');
  if (pathname === '/') return reply(response, 200, { name: 'simulated bank', money: 'none' });
  if (pathname === '/simulation' && request.method === 'POST') {
    mood.how = (JSON.parse(await bodyOf(request)) as { misbehave: Misbehaviour }).misbehave;
    return reply(response, 200, { name: 'simulated bank', ...mood });
  }
  if (pathname === '/simulation/transfers') return reply(response, 200, { transfers: book.transfers() });
  const [, id, part] = filePath.exec(pathname) ?? [];
  if (id === undefined) return reply(response, 404, { name: 'simulated bank', problem: 'not found' });
  if (request.method === 'PUT' && part === undefined) return await takeIn(book, mood.how, id, request, response);
  const file = book.find(id);
  if (!file) return reply(response, 404, { name: 'simulated bank', problem: 'unknown file' });
  if (part === '/statement') return reply(response, 200, { name: 'simulated bank', lines: book.statement(id) });
  if (part === '/returns') return replyText(response, book.returns(id));
  reply(response, 200, shown(file));
}

async function takeIn(
  book: BankBook,
  how: Misbehaviour,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = await bodyOf(request);
  if (how === 'fail') return reply(response, 503, { name: 'simulated bank', problem: 'out of order' });
  if (how === 'hang') return;
  if (how === 'lose_before') return void response.destroy();
  const taken = book.hand(id, content);
  if (how === 'lose_after') return void response.destroy();
  if (!taken) return reply(response, 409, { name: 'simulated bank', problem: 'another file has this id' });
  const status = taken.file.status === 'refused' ? 422 : taken.isNew ? 201 : 200;
  reply(response, status, shown(taken.file));
}

function shown({ id, status, faults, sha256, takenAt }: NonNullable<ReturnType<BankBook['find']>>): object {
  return { name: 'simulated bank', id, status, faults, sha256, takenAt };
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function replyText(response: ServerResponse, text: string | null): void {
  if (text === null) response.writeHead(204).end();
  else response.writeHead(200, { 'content-type': 'text/plain; charset=us-ascii' }).end(text);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestFileBytes) throw new Error('The file is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}
