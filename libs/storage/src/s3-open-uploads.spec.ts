import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createLogger } from '@guildhall/observability';
import { FakeS3, type S3Request } from '../../testing/src/fake-s3/index.js';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { waitFor } from '../../testing/src/wait-for.js';
import { AbandonedSweep } from './abandoned-sweep.js';
import { EncryptedStore } from './encrypted-store.js';
import { FolderDataKeyStore } from './folder-data-key-store.js';
import { S3ObjectStore } from './s3-object-store.js';

const mebibyte = 1024 ** 2;
const hourMs = 3_600_000;
const key = 'recordings/tak_1/segment-1';
/** Three parts of 5 MiB, the last one shorter. */
const content = randomBytes(11 * mebibyte);
const partBytes = 5 * mebibyte;

const isPart = (number: number) => (request: S3Request) => request.query.get('partNumber') === String(number);

describe('unfinished uploads to S3', () => {
  let directory: string;
  let fake: FakeS3;
  let objects: S3ObjectStore;
  let store: EncryptedStore;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-uploads-'));
    // Pages of two, so that every listing here has several.
    fake = await FakeS3.start({ pageSize: 2 });
    const { accessKeyId, secretAccessKey } = fake;
    objects = new S3ObjectStore({
      ...{ bucket: fake.bucketName, region: 'eu-central-1', endpoint: fake.endpoint },
      ...{ credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1, partBytes },
    });
    const keys = await FolderDataKeyStore.open({ directory: path.join(directory, 'keys') });
    await keys.create('rec_1');
    store = new EncryptedStore({ objects, keys });
  });
  afterEach(async () => {
    objects.close();
    await fake.stop();
    await rm(directory, { recursive: true });
  });

  const write = (bytes = content) => store.writeRepeatably(key, 'rec_1', () => Readable.from([bytes]));
  const stored = async () => buffer(await store.read(key, 'rec_1'));
  /** Numbers of the parts that were sent since the last call. */
  const partsSent = () =>
    fake.requests.splice(0).flatMap(({ query }) => (query.has('partNumber') ? [Number(query.get('partNumber'))] : []));
  const failAtPart = async (number: number, bytes = content) => {
    fake.failWhen(isPart(number), { status: 503, code: 'SlowDown' });
    await expect(write(bytes)).rejects.toMatchObject({ code: 'unavailable' });
    return partsSent();
  };
  const hoursAgo = (hours: number) => {
    fake.bucket.now = () => new Date(Date.now() - hours * hourMs);
  };

  /** Signatures are made at the real time, and what is sent is dated by the server's. */
  async function leaveUpload(toKey: string, begunHoursAgo: number, partHoursAgo?: number): Promise<void> {
    fake.bucket.handle(
      { method: 'POST', key: toKey, query: new URLSearchParams('uploads'), range: undefined, count: 0 },
      Buffer.alloc(0),
    );
    const [uploadId, upload] = [...fake.bucket.openUploads].at(-1)!;
    upload.begunAt = new Date(Date.now() - begunHoursAgo * hourMs);
    if (partHoursAgo === undefined) return;
    hoursAgo(partHoursAgo);
    const query = new URLSearchParams({ uploadId, partNumber: '1' });
    fake.bucket.handle({ method: 'PUT', key: toKey, query, range: undefined, count: 0 }, Buffer.from('part'));
    hoursAgo(0);
  }

  it('goes on with the upload of a process that was killed in the middle of a part', async () => {
    const file = path.join(directory, 'recording');
    await writeFile(file, content);
    fake.failWhen(isPart(2), 'stall');
    const args = [fake.endpoint, fake.bucketName, path.join(directory, 'keys'), file];
    const start = () => startTypeScript(new URL('../test/put-to-s3.ts', import.meta.url), args);
    const killed = start();
    await waitFor(() => fake.stalled.length === 1, { timeoutMs: 30_000, what: 'The middle of part 2' });
    await killed.kill();
    expect([killed.child.signalCode, fake.bucket.objects.size]).toEqual(['SIGKILL', 0]);
    const [uploadId] = [...fake.bucket.openUploads.keys()];
    expect(partsSent()).toEqual([1, 2]);

    const next = start();
    expect(await next.message()).toEqual({ bytes: content.length });

    const completion = fake.requests.findLast(({ method }) => method === 'POST');
    expect(completion?.query.get('uploadId')).toBe(uploadId);
    expect(partsSent()).toEqual([2, 3]);
    expect(fake.bucket.openUploads.size).toBe(0);
    expect((await stored()).equals(content)).toBe(true);
  }, 70_000);

  it('goes on after the server refused a part for the moment, and after the caller stopped', async () => {
    expect(await failAtPart(2)).toEqual([1, 2]);
    const stop = new AbortController();
    fake.failWhen(isPart(3), 'stall');
    const stopped = store.writeRepeatably(key, 'rec_1', () => Readable.from([content]), { signal: stop.signal });
    await waitFor(() => fake.stalled.length === 1, { what: 'The middle of part 3' });
    stop.abort(new Error('the worker drains'));
    await expect(stopped).rejects.toThrow('the worker drains');
    expect(partsSent()).toEqual([2, 3]);

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
    const [upload] = fake.bucket.openUploads.values();
    const second = upload!.parts.get(2)!;
    upload!.parts.set(2, { ...second, content: randomBytes(second.bytes), etag: `"${'0'.repeat(32)}"` });

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

    expect(fake.bucket.openUploads.size).toBe(0);
  });

  it('begins anew where the server does not let us list uploads', async () => {
    await failAtPart(2);
    fake.failWhen(({ query }) => query.has('uploads') && !query.has('uploadId'), { status: 403, code: 'AccessDenied' });

    await write();

    expect(partsSent()).toEqual([1, 2, 3]);
    expect((await stored()).equals(content)).toBe(true);
  });

  it('goes on with its own key only, and with nothing that a sweep may be about to remove', async () => {
    for (const suffix of ['0', '1', '2']) await leaveUpload(`${key}${suffix}`, 1, 1);
    await leaveUpload(key, 30, 12);
    const left = fake.bucket.openUploads.size;

    await write();

    expect(partsSent()).toEqual([1, 2, 3]);
    expect(fake.bucket.openUploads.size).toBe(left);
  });

  it('removes uploads that nobody added to for a day, and none that is younger, in use or of somebody else', async () => {
    await leaveUpload('recordings/a', 25);
    await leaveUpload('recordings/b', 23);
    await leaveUpload('recordings/c', 90, 25);
    await leaveUpload('recordings/d', 90, 1);
    await leaveUpload('contracts/e', 90);
    await leaveUpload('recordings/f', 25);
    const lines: { removed?: number }[] = [];
    const logger = createLogger({ service: 'interviews', level: 'silent' });
    logger.info = ((line: object) => lines.push(line)) as never;
    const sweep = new AbandonedSweep({ media: store, prefix: 'recordings/', logger }, true);

    expect(await sweep.sweep()).toBe(3);
    expect(await sweep.sweep()).toBe(0);

    const left = [...fake.bucket.openUploads.values()].map((upload) => upload.key);
    expect(left).toEqual(['recordings/b', 'recordings/d', 'contracts/e']);
    expect(lines).toEqual([{ prefix: 'recordings/', removed: 3 }]);
  });

  it('removes no more at once than it is told to', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await leaveUpload(`recordings/${name}`, 48);

    expect(await objects.removeAbandoned({ prefix: 'recordings/', most: 3 })).toBe(3);
    expect(await objects.removeAbandoned({ prefix: 'recordings/', most: 3 })).toBe(2);
  });

  it('takes no notice of an upload that ends while it is looked at', async () => {
    await leaveUpload('recordings/a', 48);
    await leaveUpload('recordings/b', 48);
    fake.failWhen(({ method, key: name }) => method === 'DELETE' && name === 'recordings/a', {
      status: 404,
      code: 'NoSuchUpload',
    });

    expect(await objects.removeAbandoned({ prefix: 'recordings/', most: 9 })).toBe(1);
  });
});
