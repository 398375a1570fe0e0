import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createLogger } from '@guildhall/observability';
import { FakeS3 } from '../../testing/src/fake-s3/index.js';
import { optionsFor } from '../test/s3-probe.js';
import { describeUnfinishedUploads } from '../test/unfinished-uploads-contract.js';
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

// Pages of two, so that every listing has several.
describeUnfinishedUploads('unfinished uploads to S3', () => FakeS3.start({ pageSize: 2 }));

describe('the age of unfinished uploads to S3', () => {
  let directory: string;
  let fake: FakeS3;
  let objects: S3ObjectStore;
  let store: EncryptedStore;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-uploads-'));
    fake = await FakeS3.start({ pageSize: 2 });
    objects = new S3ObjectStore({ ...optionsFor(fake), maxAttempts: 1, partBytes });
    const keys = await FolderDataKeyStore.open({ directory: path.join(directory, 'keys') });
    await keys.create('rec_1');
    store = new EncryptedStore({ objects, keys });
  });
  afterEach(async () => {
    objects.close();
    await fake.stop();
    await rm(directory, { recursive: true });
  });

  const write = () => store.writeRepeatably(key, 'rec_1', () => Readable.from([content]));
  /** Numbers of the parts that were sent since the last call. */
  const partsSent = () =>
    fake.requests.splice(0).flatMap(({ query }) => (query.has('partNumber') ? [Number(query.get('partNumber'))] : []));
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
