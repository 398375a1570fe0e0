import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const completion = /^\/v1\/takes\/[^/]+\/complete$/;

/**
 * The line between a browser and the gateway: it can be cut, and counts what of recordings went over it. A gateway that is
 * not there is a connection that breaks, as it would be without a line between.
 */
export class Line {
  private target: URL | null = null;
  private isCut = false;
  private sent = 0;
  private acknowledged = 0;
  /** How far the gateway said it has got, by the address of the upload. */
  private readonly offsets = new Map<string, number>();
  private readonly server = createServer((asked, answer) => this.pass(asked, answer));

  private constructor() {}

  static async open(): Promise<Line> {
    const line = new Line();
    line.server.on('connection', (socket) => {
      if (line.isCut) socket.destroy();
    });
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  leadTo(url: string): void {
    this.target = new URL(url);
  }

  cut(): void {
    this.isCut = true;
    this.server.closeAllConnections();
  }

  mend(): void {
    this.isCut = false;
  }

  /** Bytes of recordings since the last time: what the gateway was sent, what of it it accepted, and those of the takes that it acknowledged. */
  takeCount(): { sentBytes: number; acceptedBytes: number; acknowledgedBytes: number } {
    const acceptedBytes = [...this.offsets.values()].reduce((sum, offset) => sum + offset, 0);
    const count = { sentBytes: this.sent, acceptedBytes, acknowledgedBytes: this.acknowledged };
    this.sent = 0;
    this.acknowledged = 0;
    this.offsets.clear();
    return count;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = '/', headers } = asked;
    const { hostname, port } = this.target!;
    const breakOff = () => answer.socket?.destroy();
    const onward = request({ hostname, port, method, path: url, headers }, (answered) => {
      const offset = answered.headers['upload-offset'];
      if (method === 'PATCH' && offset !== undefined) this.offsets.set(url, Number(offset));
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
      answered.on('error', breakOff);
    });
    onward.on('error', breakOff);
    answer.on('close', () => onward.destroy());
    // What is meant for a gateway that is not there goes nowhere, and does not count.
    onward.on('socket', (socket) => {
      const send = () => {
        this.count(asked, answer);
        asked.pipe(onward);
      };
      if (socket.connecting) socket.once('connect', send);
      else send();
    });
  }

  private count(asked: IncomingMessage, answer: ServerResponse): void {
    const parts: Buffer[] = [];
    if (asked.method === 'PATCH') asked.on('data', (chunk: Buffer) => this.addSent(chunk.length));
    if (asked.method !== 'POST' || !completion.test(asked.url ?? '')) return;
    asked.on('data', (chunk: Buffer) => parts.push(chunk));
    answer.on('finish', () => {
      if (answer.statusCode >= 300) return;
      const { segments } = JSON.parse(Buffer.concat(parts).toString()) as { segments: { bytes: number }[] };
      this.acknowledged += segments.reduce((sum, { bytes }) => sum + bytes, 0);
    });
  }

  private addSent(bytes: number): void {
    this.sent += bytes;
  }
}
