import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { chunkBytes, headerBytes } from './encrypted-format.js';
import { EncryptedStore } from './encrypted-store.js';
import { FolderDataKeyStore } from './folder-data-key-store.js';
import { LocalObjectStore } from './local-object-store.js';

const storedChunkBytes = chunkBytes + 16;

describe('an EncryptedStore', () => {
  let directory: string;
  let objects: LocalObjectStore;
  let keys: FolderDataKeyStore;
  let store: EncryptedStore;
  /** Over the same folder, as if it went on with what an unfinished write had sent. */
  let resuming: EncryptedStore;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-encrypted-'));
    objects = await LocalObjectStore.open({ directory: path.join(directory, 'objects') });
    keys = await FolderDataKeyStore.open({ directory: path.join(directory, 'keys') });
    store = new EncryptedStore({ objects, keys });
    resuming = new EncryptedStore({ objects: Object.create(objects, { resumesPuts: { value: true } }), keys });
    await keys.create('rec_1');
    await keys.create('rec_2');
  });
  afterAll(() => rm(directory, { recursive: true }));

  const readAll = async (key: string, range?: { start: number; end?: number }) =>
    buffer(await store.read(key, 'rec_1', range));
  const stored = async (key: string) => buffer(await objects.get(key));
  const replace = (key: string, content: Buffer) => objects.put(key, Readable.from([content]));
  const damaged = { code: 'internal', message: expect.stringContaining('does not decrypt') };

  it('gives back what was written, of every size around a chunk edge and in pieces of every size', async () => {
    const sizes = fc.oneof(
      fc.nat(200),
      fc.tuple(fc.nat(4), fc.integer({ min: -2, max: 2 })).map(([n, off]) => Math.max(0, n * chunkBytes + off)),
    );
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1000, max: 200_000 }), async (size, pieceBytes) => {
        const content = randomBytes(size);
        const source = Readable.from(content, { objectMode: false, highWaterMark: pieceBytes });
        expect(await store.write('rec_1/any', 'rec_1', source)).toEqual({ bytes: size });
        expect(await store.plainLength('rec_1/any')).toBe(size);
        expect((await readAll('rec_1/any')).equals(content)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same bytes for a range as the whole has there', async () => {
    const content = randomBytes(4 * chunkBytes + 100);
    await store.write('rec_1/ranged', 'rec_1', Readable.from([content]));
    const edge = fc.oneof(fc.nat(content.length - 1), fc.constantFrom(0, 65_535, 65_536, 131_071, content.length - 1));

    await fc.assert(
      fc.asyncProperty(edge, edge, async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        expect((await readAll('rec_1/ranged', { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
    expect((await readAll('rec_1/ranged', { start: 262_200 })).equals(content.subarray(262_200))).toBe(true);
    expect((await readAll('rec_1/ranged', { start: 262_200, end: 999_999 })).length).toBe(44);
  });

  it('asks the object store only for the chunks of the range', async () => {
    const asked: unknown[] = [];
    const watched = new EncryptedStore({
      keys,
      objects: {
        resumesPuts: objects.resumesPuts,
        put: objects.put.bind(objects),
        head: objects.head.bind(objects),
        delete: objects.delete.bind(objects),
        removeAbandoned: objects.removeAbandoned.bind(objects),
        get: (key, range, options) => {
          asked.push(range);
          return objects.get(key, range, options);
        },
      },
    });
    await watched.write('rec_1/watched', 'rec_1', Readable.from([randomBytes(10 * chunkBytes)]));

    await buffer(await watched.read('rec_1/watched', 'rec_1', { start: 3 * chunkBytes, end: 4 * chunkBytes }));

    const start = headerBytes + 3 * storedChunkBytes;
    expect(asked).toEqual([
      { start: 0, end: headerBytes - 1 },
      { start, end: start + 2 * storedChunkBytes - 1 },
    ]);
  });

  it('refuses a range past the end and reads an empty object as empty', async () => {
    await store.write('rec_1/empty', 'rec_1', Readable.from([]));

    expect(await readAll('rec_1/empty')).toHaveLength(0);
    await expect(store.read('rec_1/empty', 'rec_1', { start: 0 })).rejects.toMatchObject({
      code: 'range_not_satisfiable',
    });
  });

  it('writes the same content to the same bytes where a repeat has to, and other content under other nonces', async () => {
    const content = randomBytes(3 * chunkBytes + 5);
    const other = Buffer.from(content);
    other[3 * chunkBytes]! ^= 1;
    const written = async (key: string, dataKeyId: string, bytes: Buffer) => {
      await resuming.writeRepeatably(key, dataKeyId, () => Readable.from([bytes]));
      return stored(key);
    };
    const first = await written('rec_1/repeated', 'rec_1', content);
    expect((await readAll('rec_1/repeated')).equals(content)).toBe(true);

    expect((await written('rec_1/repeated', 'rec_1', content)).equals(first)).toBe(true);

    const others = [
      await written('rec_1/repeated', 'rec_1', other),
      await written('rec_1/repeated', 'rec_1', content.subarray(0, 3 * chunkBytes)),
      await written('rec_1/replaced', 'rec_1', content),
      await written('rec_1/repeated', 'rec_2', content),
    ];
    const headers = [first, ...others].map((each) => each.subarray(0, headerBytes).toString('hex'));
    expect(new Set(headers).size).toBe(headers.length);
  });

  it.each([
    ['a bit', (content: Buffer) => Buffer.concat([content.subarray(0, -1), Buffer.from([content.at(-1)! ^ 1])])],
    ['an end that is cut at a chunk', (content: Buffer) => content.subarray(0, chunkBytes)],
    ['an addition', (content: Buffer) => Buffer.concat([content, Buffer.from('x')])],
  ])('encrypts nothing more of a source that changed since it was read: %s', async (_what, change) => {
    const content = randomBytes(2 * chunkBytes);
    let readings = 0;
    const open = () => Readable.from([readings++ === 0 ? content : change(content)]);

    await expect(resuming.writeRepeatably('rec_1/changed', 'rec_1', open)).rejects.toMatchObject({ code: 'internal' });

    expect(readings).toBe(2);
    expect(await store.exists('rec_1/changed')).toBe(false);
  });

  it('reads a source once where the object store would not go on with an unfinished write', async () => {
    const content = randomBytes(2 * chunkBytes);
    let readings = 0;
    const open = () => {
      readings += 1;
      return Readable.from([content]);
    };

    await store.writeRepeatably('rec_1/once', 'rec_1', open);

    expect(readings).toBe(1);
    expect((await readAll('rec_1/once')).equals(content)).toBe(true);
  });

  it('hands the object store nothing that can be read', async () => {
    await store.write('rec_1/secret', 'rec_1', Readable.from([Buffer.from('my salary is 90000')]));

    expect((await stored('rec_1/secret')).includes('salary')).toBe(false);
  });

  it('finds one changed bit in every region of an object', async () => {
    await store.write('rec_1/tampered', 'rec_1', Readable.from([randomBytes(2 * chunkBytes + 500)]));
    const original = await stored('rec_1/tampered');

    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(headerBytes - 1),
          fc.nat(original.length - 1),
          fc.constantFrom(headerBytes, headerBytes + chunkBytes, headerBytes + storedChunkBytes, original.length - 1),
        ),
        fc.nat(7),
        async (at, bit) => {
          const changed = Buffer.from(original);
          changed[at]! ^= 1 << bit;
          await replace('rec_1/tampered', changed);
          await expect(readAll('rec_1/tampered')).rejects.toMatchObject(damaged);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('finds every cut and every addition', async () => {
    await store.write('rec_1/cut', 'rec_1', Readable.from([randomBytes(3 * chunkBytes)]));
    const original = await stored('rec_1/cut');
    const chunkEnds = [0, 1, 2].map((chunks) => headerBytes + chunks * storedChunkBytes);

    for (const length of [0, 1, headerBytes, headerBytes + 15, headerBytes + 16, original.length - 1, ...chunkEnds]) {
      await replace('rec_1/cut', original.subarray(0, length));
      await expect(readAll('rec_1/cut')).rejects.toMatchObject(damaged);
    }
    const chunk = original.subarray(headerBytes, headerBytes + storedChunkBytes);
    for (const added of [Buffer.alloc(1), Buffer.alloc(17), chunk]) {
      await replace('rec_1/cut', Buffer.concat([original, added]));
      await expect(readAll('rec_1/cut')).rejects.toMatchObject(damaged);
    }
  });

  it('finds chunks that changed places, also in a range that begins among them', async () => {
    await store.write('rec_1/shuffled', 'rec_1', Readable.from([randomBytes(3 * chunkBytes)]));
    const original = await stored('rec_1/shuffled');
    const chunk = (index: number) =>
      original.subarray(headerBytes + index * storedChunkBytes, headerBytes + (index + 1) * storedChunkBytes);

    await replace('rec_1/shuffled', Buffer.concat([original.subarray(0, headerBytes), chunk(1), chunk(0), chunk(2)]));

    await expect(readAll('rec_1/shuffled')).rejects.toMatchObject(damaged);
    await expect(readAll('rec_1/shuffled', { start: chunkBytes, end: chunkBytes })).rejects.toMatchObject(damaged);
  });

  it('finds an object that lies under the name of another, of its own recording or a foreign one', async () => {
    await store.write('rec_1/mine', 'rec_1', Readable.from([Buffer.from('mine')]));
    await store.write('rec_2/theirs', 'rec_2', Readable.from([Buffer.from('theirs')]));
    await replace('rec_1/other', await stored('rec_1/mine'));
    await replace('rec_1/mine', await stored('rec_2/theirs'));

    await expect(readAll('rec_1/other')).rejects.toMatchObject(damaged);
    await expect(readAll('rec_1/mine')).rejects.toMatchObject(damaged);
  });

  it('hands out no byte of a damaged chunk', async () => {
    await store.write('rec_1/late', 'rec_1', Readable.from([randomBytes(3 * chunkBytes)]));
    const changed = Buffer.from(await stored('rec_1/late'));
    changed[headerBytes + 2 * storedChunkBytes - 1]! ^= 1;
    await replace('rec_1/late', changed);
    const received: Buffer[] = [];
    const stream = await store.read('rec_1/late', 'rec_1');
    stream.on('data', (piece: Buffer) => received.push(piece));

    await expect(new Promise((_resolve, reject) => stream.once('error', reject))).rejects.toMatchObject(damaged);

    expect(Buffer.concat(received)).toHaveLength(chunkBytes);
  });

  it('cannot be read any more once its data key was destroyed', async () => {
    await keys.create('rec_3');
    await store.write('rec_3/original', 'rec_3', Readable.from([Buffer.from('erase me')]));
    await keys.destroy('rec_3');

    await expect(store.read('rec_3/original', 'rec_3')).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.write('rec_3/again', 'rec_3', Readable.from(['x']))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('closes the file of a stream that nobody reads', async () => {
    await store.write('rec_1/unread', 'rec_1', Readable.from([randomBytes(3 * chunkBytes)]));
    const stream = await store.read('rec_1/unread', 'rec_1');

    await new Promise((resolve) => stream.once('close', resolve).destroy());

    expect(stream.destroyed).toBe(true);
  });

  it('writes and reads 300 MB within 100 MB of memory', async () => {
    const measured = startTypeScript(
      new URL('../test/measure-memory.ts', import.meta.url),
      [path.join(directory, 'large')],
      ['--expose-gc'],
    );
    const { bytes, grownMb } = (await measured.message(60_000)) as { bytes: number; grownMb: number };

    expect(bytes).toBe(300_000_000);
    expect(grownMb).toBeLessThan(100);
  }, 70_000);
});
