import { connect, createServer, type Server, type Socket } from 'node:net';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { Database } from './database.js';
import { databaseSchema } from './database.schema.js';

/** Messages of Postgres' protocol, version 3: ready and idle, and the error that ends a connection. */
const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1');
const terminated = errorResponse('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');

function errorResponse(fields: string): Buffer {
  const head = Buffer.alloc(5);
  head.write('E', 'latin1');
  head.writeInt32BE(4 + Buffer.byteLength(fields), 1);
  return Buffer.concat([head, Buffer.from(fields, 'latin1')]);
}

/** A way to Postgres on which connections can fall silent without being closed, as behind a host that is gone. */
class SilentRoad {
  private readonly pairs: [Socket, Socket][] = [];
  private endsNext = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(target: string): Promise<SilentRoad> {
    const { hostname, port } = new URL(target);
    let road: SilentRoad | null = null;
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      near.pipe(far);
      if (road?.endsNext) road.endWhenReady(near, far);
      else far.pipe(near);
      for (const end of [near, far]) end.on('error', () => undefined);
      road?.pairs.push([near, far]);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    road = new SilentRoad(server, url.href);
    return road;
  }

  /** The next connection is ended by Postgres in the very packet that says it is ready. */
  endAsItOpens(): void {
    this.endsNext = true;
  }

  /** Connections made until now hear nothing any more, and nobody tells them; new ones work. */
  fallSilent(): void {
    for (const [near, far] of this.pairs.splice(0)) {
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
    }
  }

  private endWhenReady(near: Socket, far: Socket): void {
    this.endsNext = false;
    far.on('data', (chunk: Buffer) => {
      const isReady = chunk.subarray(-readyForQuery.length).equals(readyForQuery);
      near.write(isReady ? Buffer.concat([chunk, terminated]) : chunk);
      if (isReady) near.end();
    });
  }

  close(): void {
    for (const pair of this.pairs) for (const end of pair) end.destroy();
    this.server.close();
  }
}

describe('A connection to a database', () => {
  let test: TestDatabase;
  let road: SilentRoad;
  let database: Database;

  beforeAll(async () => {
    test = await testDatabase('applicants', databaseSchema);
    road = await SilentRoad.to(test.url);
    database = await Database.open({
      ...databaseSchema,
      url: road.url,
      applicationName: 'silent-road',
      poolSize: 1,
      longestSilenceMs: 500,
    });
  });

  afterAll(async () => {
    await database?.close();
    road?.close();
    await test?.drop();
  });

  it('that falls silent is unavailable to whoever waits, and there again for the next one', async () => {
    await database.ping();
    const waiting = database.transaction(async (tx) => {
      road.fallSilent();
      await tx.query('SELECT 1');
    });
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    await expect(database.transaction((tx) => tx.query('SELECT 1 AS one'))).resolves.toEqual([{ one: 1 }]);
  });

  it('that is ended as it opens ends nothing else', async () => {
    road.fallSilent();
    await expect(database.ping()).rejects.toThrow();
    road.endAsItOpens();
    await expect(database.transaction((tx) => tx.query('SELECT 1'))).rejects.toMatchObject({ code: 'unavailable' });
    await expect(database.transaction((tx) => tx.query('SELECT 1 AS one'))).resolves.toEqual([{ one: 1 }]);
  });
});
