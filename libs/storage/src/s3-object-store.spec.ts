import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FakeS3, type S3Request } from '../../testing/src/fake-s3/index.js';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { S3ObjectStore, type S3ObjectStoreOptions } from './s3-object-store.js';

const mebibyte = 1024 ** 2;

describe('an S3ObjectStore', () => {
  let fake: FakeS3;
  let store: S3ObjectStore;

  const connect = (options: Partial<S3ObjectStoreOptions> = {}) =>
    new S3ObjectStore({
      bucket: fake.bucketName,
      region: 'eu-central-1',
      endpoint: fake.endpoint,
      credentials: { accessKeyId: fake.accessKeyId, secretAccessKey: 'fake-secret' },
      ...options,
    });

  beforeEach(async () => {
    fake = await FakeS3.start();
    store = connect();
  });
  afterEach(async () => {
    store.close();
    await fake.stop();
  });

  const isPart = (number: number) => (request: S3Request) => request.query.get('partNumber') === String(number);
  const content = randomBytes(20 * mebibyte);

  it('sends a small object in one request and a large one in parts of 8 MiB', async () => {
    await store.put('rec_1/small', Readable.from([content.subarray(0, 1000)]));
    await store.put('rec_1/large', Readable.from([content]));

    expect(fake.requests.map(({ method, query }) => [method, query.get('partNumber')])).toEqual([
      ['PUT', null],
      ['POST', null],
      ['PUT', '1'],
      ['PUT', '2'],
      ['PUT', '3'],
      ['POST', null],
    ]);
    expect(fake.bucket.objects.get('rec_1/large')?.content.equals(content)).toBe(true);
  });

  it('repeats a part that the server could not take for the moment', async () => {
    fake.failWhen(isPart(2), { status: 503, code: 'SlowDown' }, 2);

    await store.put('rec_1/large', Readable.from([content]));

    expect(fake.bucket.objects.get('rec_1/large')?.content.equals(content)).toBe(true);
    expect(fake.requests.filter(isPart(2))).toHaveLength(3);
  });

  it('repeats a part whose connection broke', async () => {
    fake.failWhen(isPart(1), 'drop');

    await store.put('rec_1/large', Readable.from([content]));

    expect(fake.bucket.objects.get('rec_1/large')?.content.equals(content)).toBe(true);
  });

  it('gives up a part after four tries, aborts the upload and says that the storage is unavailable', async () => {
    fake.failWhen(isPart(2), { status: 503, code: 'SlowDown' }, 99);

    await expect(store.put('rec_1/large', Readable.from([content]))).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 5,
    });

    expect(fake.requests.filter(isPart(2))).toHaveLength(4);
    expect(fake.requests.at(-1)).toMatchObject({ method: 'DELETE', key: 'rec_1/large' });
    expect(fake.bucket.openUploads.size).toBe(0);
    expect(fake.bucket.objects.size).toBe(0);
  });

  it('aborts the upload when the source breaks, and passes the error of the source on', async () => {
    async function* breaking() {
      yield content;
      throw new Error('the spool file is gone');
    }

    await expect(store.put('rec_1/large', breaking())).rejects.toThrow('the spool file is gone');

    expect(fake.bucket.openUploads.size).toBe(0);
  });

  it('ends a request that is never answered at its deadline', async () => {
    store.close();
    store = connect({ requestTimeoutMs: 200, maxAttempts: 2 });
    fake.failWhen(() => true, 'hang', 2);

    await expect(store.head('rec_1/any')).rejects.toMatchObject({ code: 'unavailable' });

    expect(fake.requests).toHaveLength(2);
  });

  it('stops a request that hangs when its signal aborts, and tries it no more', async () => {
    fake.failWhen(() => true, 'hang', 99);
    const stop = new AbortController();
    const running = store.get('rec_1/any', undefined, { signal: stop.signal });
    setImmediate(() => stop.abort(new Error('enough')));

    await expect(running).rejects.toThrow('enough');
  });

  it('says that the storage is unavailable when a download breaks in the middle', async () => {
    await store.put('rec_1/large', Readable.from([content]));
    fake.failWhen(({ method }) => method === 'GET', 'drop');

    await expect(buffer(await store.get('rec_1/large'))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives up a source that is silent for too long', async () => {
    store.close();
    store = connect({ stallMs: 50 });

    await expect(store.put('rec_1/stalled', new Readable({ read() {} }))).rejects.toThrow('No data arrived for 50 ms.');
  });

  it('sends 300 MB within 100 MB of memory', async () => {
    const large = await FakeS3.start({ discardContent: true });
    const measured = startTypeScript(
      new URL('../test/measure-s3-memory.ts', import.meta.url),
      [large.endpoint, large.bucketName, large.accessKeyId],
      ['--expose-gc'],
    );
    const { bytes, grownMb } = (await measured.message(60_000)) as { bytes: number; grownMb: number };
    await large.stop();

    expect(bytes).toBe(300_000_000);
    expect(grownMb).toBeLessThan(100);
  }, 70_000);

  it('names the refusal of wrong credentials and of a missing bucket', async () => {
    const stranger = connect({ credentials: { accessKeyId: 'somebody-else', secretAccessKey: 'x' } });
    const forger = connect({ credentials: { accessKeyId: fake.accessKeyId, secretAccessKey: 'another secret' } });
    const lost = connect({ bucket: 'no-such-bucket' });

    await expect(stranger.get('rec_1/any')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(forger.get('rec_1/any')).rejects.toMatchObject({ cause: { name: 'SignatureDoesNotMatch' } });
    await expect(lost.get('rec_1/any')).rejects.toMatchObject({ code: 'unavailable' });

    stranger.close();
    forger.close();
    lost.close();
  });

  it('says that the storage is unavailable when nobody listens', async () => {
    const nobody = connect({ endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });

    await expect(nobody.head('rec_1/any')).rejects.toMatchObject({ code: 'unavailable' });

    nobody.close();
  });
});
