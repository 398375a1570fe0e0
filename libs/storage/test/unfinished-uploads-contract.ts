import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { S3Request, WatchedS3 } from '../../testing/src/fake-s3/index.js';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { waitFor } from '../../testing/src/wait-for.js';
import { EncryptedStore } from '../src/encrypted-store.js';
import { FolderDataKeyStore } from '../src/folder-data-key-store.js';
import { S3ObjectStore, type S3ObjectStoreOptions } from '../src/s3-object-store.js';
import { optionsFor, S3Probe } from './s3-probe.js';

const mebibyte = 1024 ** 2;
const partBytes = 5 * mebibyte;
const isPart = (number: number) => (request: S3Request) => request.query.get('partNumber') === String(number);
const isListingOfUploads = ({ query }: S3Request) => query.has('uploads') && !query.has('uploadId');

/**
 * What becomes of uploads to S3 that were not finished: they are gone on with, and removed where nobody does.
 * @param root before every key, in a bucket that others use too
 */
export function describeUnfinishedUploads(name: string, open: () => Promise<WatchedS3>, root = ''): void {
  describe(name, () => {
    /** Three parts of 5 MiB, the last one shorter. */
    const content = randomBytes(11 * mebibyte);
    let directory: string;
    let s3: WatchedS3;
    let keys: FolderDataKeyStore;
    let probe: S3Probe;
    let store: EncryptedStore;
    /** Of the keys of one test. */
    let prefix: string;
    let key: string;
    let closing: S3ObjectStore[];

    const connect = (options: Partial<S3ObjectStoreOptions> = {}) => {
      const objects = new S3ObjectStore({ ...optionsFor(s3), maxAttempts: 1, partBytes, ...options });
      closing.push(objects);
      return objects;
    };

    beforeEach(async () => {
      directory = await mkdtemp(path.join(tmpdir(), 'guildhall-uploads-'));
      s3 = await open();
      keys = await FolderDataKeyStore.open({ directory: path.join(directory, 'keys') });
      await keys.create('rec_1');
      probe = new S3Probe(s3);
      closing = [];
      store = new EncryptedStore({ objects: connect(), keys });
      prefix = `${root}${randomBytes(4).toString('hex')}/`;
      key = `${prefix}recordings/tak_1/segment-1`;
    });
    afterEach(async () => {
      for (const objects of closing) objects.close();
      probe.close();
      await s3.stop();
      await rm(directory, { recursive: true });
    });

    const write = (bytes = content) => store.writeRepeatably(key, 'rec_1', () => Readable.from([bytes]));
    const stored = async () => buffer(await store.read(key, 'rec_1'));
    /** Numbers of the parts that were sent since the last call. */
    const partsSent = () =>
      s3.requests.splice(0).flatMap(({ query }) => (query.has('partNumber') ? [Number(query.get('partNumber'))] : []));
    const failAtPart = async (number: number, bytes = content) => {
      s3.failWhen(isPart(number), { status: 503, code: 'SlowDown' });
      await expect(write(bytes)).rejects.toMatchObject({ code: 'unavailable' });
      return partsSent();
    };

    it('goes on with the upload of a process that was killed in the middle of a part', async () => {
      const file = path.join(directory, 'recording');
      await writeFile(file, content);
      s3.failWhen(isPart(2), 'stall');
      const options = JSON.stringify({ ...optionsFor(s3), partBytes });
      const args = [options, path.join(directory, 'keys'), file, key];
      const start = () => startTypeScript(new URL('./put-to-s3.ts', import.meta.url), args);
      const killed = start();
      await waitFor(() => s3.stalled.length === 1, { timeoutMs: 30_000, what: 'The middle of part 2' });
      await killed.kill();
      expect([killed.child.signalCode, await store.exists(key)]).toEqual(['SIGKILL', false]);
      const [left] = await probe.openUploads(key);
      expect(partsSent()).toEqual([1, 2]);

      const next = start();
      expect(await next.message()).toEqual({ bytes: content.length });

      const completion = s3.requests.findLast(({ method }) => method === 'POST');
      expect(completion?.query.get('uploadId')).toBe(left?.UploadId);
      expect(partsSent()).toEqual([2, 3]);
      expect(await probe.openUploads(key)).toEqual([]);
      expect((await stored()).equals(content)).toBe(true);
    }, 70_000);

    it('goes on after the server refused a part for the moment, and after the caller stopped', async () => {
      expect(await failAtPart(2)).toEqual([1, 2]);
      const stop = new AbortController();
      s3.failWhen(isPart(3), 'stall');
      const stopped = store.writeRepeatably(key, 'rec_1', () => Readable.from([content]), { signal: stop.signal });
      await waitFor(() => s3.stalled.length === 1, { what: 'The middle of part 3' });
      stop.abort(new Error('the worker drains'));
      await expect(stopped).rejects.toThrow('the worker drains');
      expect(partsSent()).toEqual([2, 3]);

      store = new EncryptedStore({ objects: connect(), keys });
      await write();

      expect(partsSent()).toEqual([3]);
      expect((await stored()).equals(content)).toBe(true);
    });

    it('sends every part again where the content is another, however alike in size', async () => {
      await failAtPart(3);
      const other = Buffer.from(content);
      other[other.length - 1]! ^= 1;

      await write(other);

      expect(partsSent()).toEqual([1, 2, 3]);
      expect((await stored()).equals(other)).toBe(true);
    });

    it('sends a part again that the server has in the right size and with other bytes', async () => {
      await failAtPart(3);
      const [left] = await probe.openUploads(key);
      await probe.putPart(left!, 2, randomBytes(partBytes));
      partsSent();

      await write();

      expect(partsSent()).toEqual([2, 3]);
      expect((await stored()).equals(content)).toBe(true);
    });

    it('leaves out what the killed process had sent beyond the end of shorter content', async () => {
      await failAtPart(3);

      await write(content.subarray(0, 6 * mebibyte));

      expect((await stored()).equals(content.subarray(0, 6 * mebibyte))).toBe(true);
    });

    it('aborts the upload when the source broke, since it may come back as another', async () => {
      let readings = 0;
      async function* breaking() {
        yield content.subarray(0, 8 * mebibyte);
        if (readings++ > 0) throw new Error('the spool file is gone');
        yield content.subarray(8 * mebibyte);
      }

      await expect(store.writeRepeatably(key, 'rec_1', breaking)).rejects.toThrow('the spool file is gone');

      expect(partsSent()).toEqual([1]);
      expect(await probe.openUploads(key)).toEqual([]);
    });

    it('goes on with its own key only, and not with a longer one', async () => {
      const others = [`${key}0`, `${key}/more`];
      for (const other of others) await probe.putPart(await probe.beginUpload(other), 1, randomBytes(1000));
      partsSent();

      await write();

      expect(partsSent()).toEqual([1, 2, 3]);
      expect((await probe.openUploads(key)).map((upload) => upload.Key).sort()).toEqual(others.toSorted());
    });

    it('begins anew where the server does not let us list uploads', async () => {
      await failAtPart(2);
      s3.failWhen(isListingOfUploads, { status: 403, code: 'AccessDenied' });

      await write();

      expect(partsSent()).toEqual([1, 2, 3]);
      expect((await stored()).equals(content)).toBe(true);
    });

    it('stores what the server has put together without its answer arriving, at the latest with the next try', async () => {
      store = new EncryptedStore({ objects: connect({ maxAttempts: 4 }), keys });
      s3.failWhen(({ method, query }) => method === 'POST' && query.has('uploadId'), 'lose');

      await write().catch(() => write());

      expect((await stored()).equals(content)).toBe(true);
      expect(await probe.openUploads(key)).toEqual([]);
    });

    it('removes what was left below its prefix once it is old enough, and no more at once than it is told to', async () => {
      const left = [`${key}`, `${prefix}recordings/b`, `${prefix}recordings/b`, `${prefix}contracts/c`];
      for (const each of left) await probe.putPart(await probe.beginUpload(each), 1, Buffer.from('part'));
      const sweptFor = (most: number, options: Partial<S3ObjectStoreOptions> = {}) =>
        connect(options).removeAbandoned({ prefix: `${prefix}recordings/`, most });

      expect(await sweptFor(9)).toBe(0);
      // Old is what was touched before now, by the server's clock, which may be some seconds ahead.
      const first = await waitFor(() => sweptFor(2, { abandonedAfterMs: 0 }), { timeoutMs: 15_000 });
      expect(first).toBeLessThanOrEqual(2);
      await waitFor(async () => {
        await sweptFor(9, { abandonedAfterMs: 0 });
        return (await probe.openUploads(prefix)).length === 1;
      });

      expect((await probe.openUploads(prefix)).map((upload) => upload.Key)).toEqual([`${prefix}contracts/c`]);
    });

    it('gives any range of a recording that was stored in parts, and reads little more than it gives', async () => {
      await write();
      const edges = [0, 1, 65_535, 65_536, partBytes - 1, partBytes, 2 * partBytes + 12_345, content.length - 1];
      s3.requests.splice(0);

      for (const start of edges) {
        const end = Math.min(start + 70_000, content.length - 1);
        const range = await buffer(await store.read(key, 'rec_1', { start, end }));
        expect(range.equals(content.subarray(start, end + 1))).toBe(true);
      }

      const lengths = s3.requests.flatMap(({ range }) => {
        const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
        return first === undefined ? [] : [Number(last) - Number(first) + 1];
      });
      expect(lengths).toHaveLength(2 * edges.length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(3 * (64 * 1024 + 16));
      await expect(store.read(key, 'rec_1', { start: content.length })).rejects.toMatchObject({
        code: 'range_not_satisfiable',
      });
    });
  });
}
