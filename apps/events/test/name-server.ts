import { createSocket, type RemoteInfo } from 'node:dgram';
import type { AddressInfo } from 'node:net';

const headerBytes = 12;
const typeA = 1;

/** A name server on a UDP port of the loopback address: answers for the names that it knows, and is silent about others. */
export class NameServer {
  /** Addresses of IPv4 by name. */
  readonly known = new Map<string, string[]>();
  /** Names that were asked for, once for each question: those for IPv4 and for IPv6 are two. */
  readonly asked: string[] = [];
  private readonly socket = createSocket('udp4');

  static async start(): Promise<NameServer> {
    const server = new NameServer();
    server.socket.on('message', (question, from) => server.take(question, from));
    await new Promise<void>((bound) => server.socket.bind(0, '127.0.0.1', bound));
    return server;
  }

  get address(): string {
    return `127.0.0.1:${(this.socket.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((closed) => this.socket.close(closed));
  }

  private take(question: Buffer, from: RemoteInfo): void {
    const { name, end } = nameIn(question);
    this.asked.push(name);
    const addresses = this.known.get(name);
    if (!addresses) return;
    const records = question.readUInt16BE(end) === typeA ? addresses.map(recordOf) : [];
    this.socket.send(
      Buffer.concat([headerOf(question, records.length), question.subarray(headerBytes, end + 4), ...records]),
      from.port,
      from.address,
    );
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1.2 */
function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = question[at]!; length > 0; length = question[at]!) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** The question's own, as an answer without errors. */
function headerOf(question: Buffer, answers: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers, 6);
  return header;
}

/** Of the question's name, for a minute. */
function recordOf(address: string): Buffer {
  return Buffer.from([0xc0, headerBytes, 0, typeA, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]);
}
