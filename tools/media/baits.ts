import { once } from 'node:events';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';

export const secret = 'this line lies where no recording may reach';
const longAgo = new Date('2001-01-01T00:00:00Z');

/** A file and an address that hostile files name, and that nobody else asks for. */
export class Baits {
  private connections = 0;

  private constructor(
    readonly file: string,
    private readonly server: Server,
    /** Whether the file system keeps the moment of the last reading. */
    readonly tellsReading: boolean,
  ) {
    server.on('connection', () => {
      this.connections += 1;
    });
  }

  /** @throws Error where a touch of the baits would go unseen: a test of that kind could not fail */
  static async lay(directory: string): Promise<Baits> {
    const file = join(directory, 'secret.txt');
    await writeFile(file, secret);
    const server = createServer((_request, response) => response.end(secret)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await utimes(file, longAgo, new Date());
    await readFile(file);
    const baits = new Baits(file, server, (await stat(file)).atime > longAgo);
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(server, 'connection');
    socket.destroy();
    if ((await baits.touched()).connections !== 1) throw new Error('The bait does not notice who connects to it.');
    return baits;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What was done to them since the last time, and sets them anew. */
  async touched(): Promise<{ isRead: boolean; connections: number }> {
    const { connections } = this;
    const isRead = this.tellsReading && (await stat(this.file)).atime > longAgo;
    this.connections = 0;
    await utimes(this.file, longAgo, new Date());
    return { isRead, connections };
  }

  take(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
