import { Agent, request } from 'node:http';
import type { Problem } from '@guildhall/errors';

export interface Sent {
  method: string;
  path: string;
  token?: string | null;
  /** JSON unless it is bytes already. */
  body?: object | Buffer;
  headers?: Record<string, string>;
}

/** A reply as it came over the wire: headers in their order and case, the body unparsed. */
export interface Exchange {
  status: number;
  /** `[name, value]` in the order of the wire. */
  headers: [string, string][];
  body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const timeoutMs = 30_000;

/** One bare HTTP request: no retries, no redirects, nothing added but what is asked for. */
export async function exchange(baseUrl: string, sent: Sent): Promise<Exchange> {
  const bytes = Buffer.isBuffer(sent.body) ? sent.body : bytesOf(sent.body);
  const headers = {
    ...(sent.token ? { authorization: `Bearer ${sent.token}` } : {}),
    ...(bytes === null ? {} : { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    ...sent.headers,
  };
  return await new Promise((resolve, reject) => {
    const url = new URL(sent.path, baseUrl);
    const outgoing = request(url, { method: sent.method, headers, agent, timeout: timeoutMs }, (incoming) => {
      // A stream of events never ends by itself: that it began is all that can be compared.
      if (incoming.headers['content-type']?.startsWith('text/event-stream')) {
        incoming.on('error', () => undefined).destroy();
        resolve({ status: incoming.statusCode ?? 0, headers: pairsOf(incoming.rawHeaders), body: '' });
        return;
      }
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: pairsOf(incoming.rawHeaders),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${sent.method} ${sent.path} took over ${timeoutMs} ms.`)));
    outgoing.on('error', reject);
    outgoing.end(bytes ?? undefined);
  });
}

export function headerOf({ headers }: Exchange, name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1];
}

export function problemOf(reply: Exchange): Partial<Problem> {
  const isProblem = headerOf(reply, 'content-type')?.startsWith('application/problem+json');
  return isProblem && reply.body !== '' ? (JSON.parse(reply.body) as Problem) : {};
}

/** Headers that differ from one reply to the next whatever was asked. */
const ownOfEachReply = ['x-request-id', 'date'];

/** Everything of a reply that could tell a foreign object from a missing one. */
export function tellingPartsOf({ status, headers, body }: Exchange): Exchange {
  return { status, headers: headers.filter(([name]) => !ownOfEachReply.includes(name.toLowerCase())), body };
}

function bytesOf(body: object | undefined): Buffer | null {
  return body === undefined ? null : Buffer.from(JSON.stringify(body));
}

function pairsOf(raw: string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index]!, raw[2 * index + 1]!]);
}
