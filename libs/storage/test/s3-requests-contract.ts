import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { S3Request, WatchedS3 } from '../../testing/src/fake-s3/index.js';
import { S3ObjectStore, type S3ObjectStoreOptions } from '../src/s3-object-store.js';
import { optionsFor, S3Probe } from './s3-probe.js';

const mebibyte = 1024 ** 2;
const isPart = (number: number) => (request: S3Request) => request.query.get('partNumber') === String(number);
const isCompletion = ({ method, query }: S3Request) => method === 'POST' && query.has('uploadId');

/**
 * What an `S3ObjectStore` asks of a server, and what it makes of a server that fails.
 * @param root before every key, in a bucket that others use too
 */
export function describeS3Requests(name: string, open: () => Promise<WatchedS3>, root = ''): void {
  describe(name, () => {
    const content = randomBytes(20 * mebibyte);
    let s3: WatchedS3;
    let store: S3ObjectStore;
    let probe: S3Probe;
    let key: string;

    const connect = (options: Partial<S3ObjectStoreOptions> = {}) =>
      new S3ObjectStore({ ...optionsFor(s3), ...options });

    beforeEach(async () => {
      s3 = await open();
      store = connect();
      probe = new S3Probe(s3);
      key = `${root}rec_${randomBytes(4).toString('hex')}/large`;
    });
    afterEach(async () => {
      store.close();
      probe.close();
      await s3.stop();
    });

    const put = () => store.put(key, Readable.from([content]));
    const storedIsWhole = async () => (await buffer(await store.get(key))).equals(content);

    it('sends a small object in one request and a large one in parts of 8 MiB', async () => {
      await store.put(`${key}/small`, Readable.from([content.subarray(0, 1000)]));
      await put();

      expect(s3.requests.map(({ method, query }) => [method, query.get('partNumber')])).toEqual([
        ['PUT', null],
        ['POST', null],
        ['PUT', '1'],
        ['PUT', '2'],
        ['PUT', '3'],
        ['POST', null],
      ]);
      expect(await storedIsWhole()).toBe(true);
    });

    it('repeats a part that the server could not take for the moment', async () => {
      s3.failWhen(isPart(2), { status: 503, code: 'SlowDown' }, 2);

      await put();

      expect(s3.requests.filter(isPart(2))).toHaveLength(3);
      expect(await storedIsWhole()).toBe(true);
    });

    it.each(['drop', 'lose'] as const)('repeats a part whose connection broke (%s)', async (fault) => {
      s3.failWhen(isPart(1), fault);

      await put();

      expect(s3.requests.filter(isPart(1))).toHaveLength(2);
      expect(await storedIsWhole()).toBe(true);
    });

    it('gives up a part after four tries, aborts the upload and says that the storage is unavailable', async () => {
      s3.failWhen(isPart(2), { status: 503, code: 'SlowDown' }, 99);

      await expect(put()).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });

      expect(s3.requests.filter(isPart(2))).toHaveLength(4);
      expect(s3.requests.at(-1)).toMatchObject({ method: 'DELETE', key });
      expect(await probe.openUploads(key)).toEqual([]);
      expect(await store.head(key)).toBeNull();
    });

    it('takes no error for the end of an upload, also where the server had answered 200 before it came to it', async () => {
      s3.failWhen(isCompletion, { status: 200, code: 'InternalError' }, 99);

      await expect(put()).rejects.toMatchObject({ code: 'unavailable' });

      expect(await store.head(key)).toBeNull();
      expect(await probe.openUploads(key)).toEqual([]);
    });

    it('aborts the upload when the source breaks, and passes the error of the source on', async () => {
      async function* breaking() {
        yield content;
        throw new Error('the spool file is gone');
      }

      await expect(store.put(key, breaking())).rejects.toThrow('the spool file is gone');

      expect(s3.requests.some(isPart(1))).toBe(true);
      expect(await probe.openUploads(key)).toEqual([]);
    });

    it('ends a request that is never answered at its deadline', async () => {
      store.close();
      store = connect({ requestTimeoutMs: 200, maxAttempts: 2 });
      s3.failWhen(() => true, 'hang', 2);

      await expect(store.head(key)).rejects.toMatchObject({ code: 'unavailable' });

      expect(s3.requests).toHaveLength(2);
    });

    it('stops a request that hangs when its signal aborts, and tries it no more', async () => {
      s3.failWhen(() => true, 'hang', 99);
      const stop = new AbortController();
      const running = store.get(key, undefined, { signal: stop.signal });
      setImmediate(() => stop.abort(new Error('enough')));

      await expect(running).rejects.toThrow('enough');
    });

    it('says that the storage is unavailable when a download breaks in the middle', async () => {
      await put();
      s3.failWhen(({ method }) => method === 'GET', 'drop');

      await expect(buffer(await store.get(key))).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('names the refusal of wrong credentials and of a missing bucket', async () => {
      const stranger = connect({ credentials: { accessKeyId: 'somebody-else', secretAccessKey: 'x' } });
      const forger = connect({ credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: 'another secret' } });
      const lost = connect({ bucket: 'no-such-bucket' });

      await expect(stranger.get(key)).rejects.toMatchObject({ code: 'unavailable' });
      await expect(forger.get(key)).rejects.toMatchObject({ cause: { name: 'SignatureDoesNotMatch' } });
      await expect(lost.get(key)).rejects.toMatchObject({ cause: { name: 'NoSuchBucket' } });

      stranger.close();
      forger.close();
      lost.close();
    });
  });
}
