import { Readable } from 'node:stream';
import { FakeS3 } from '../../testing/src/fake-s3/index.js';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { optionsFor } from '../test/s3-probe.js';
import { describeS3Requests } from '../test/s3-requests-contract.js';
import { S3ObjectStore, type S3ObjectStoreOptions } from './s3-object-store.js';

describeS3Requests('an S3ObjectStore', () => FakeS3.start());

describe('an S3ObjectStore', () => {
  let fake: FakeS3;

  beforeEach(async () => {
    fake = await FakeS3.start();
  });
  afterEach(() => fake.stop());

  const connect = (options: Partial<S3ObjectStoreOptions>) => new S3ObjectStore({ ...optionsFor(fake), ...options });

  it('gives up a source that is silent for too long', async () => {
    const store = connect({ stallMs: 50 });

    await expect(store.put('rec_1/stalled', new Readable({ read() {} }))).rejects.toThrow('No data arrived for 50 ms.');

    store.close();
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

  it('says that the storage is unavailable when nobody listens', async () => {
    const nobody = connect({ endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });

    await expect(nobody.head('rec_1/any')).rejects.toMatchObject({ code: 'unavailable' });

    nobody.close();
  });
});
