import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ConfigError, readConfig } from '@guildhall/config';
import { FakeS3 } from '../../testing/src/fake-s3/index.js';
import { openMediaStore, StorageConfig } from './storage-config.js';

describe('the configured media store', () => {
  let directory: string;
  let environment: Record<string, string>;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-media-'));
    environment = { DATA_KEYS_DIRECTORY: path.join(directory, 'keys') };
  });
  afterEach(() => rm(directory, { recursive: true }));

  const storeAndRead = async (more: Record<string, string>) => {
    const { media, keys } = await openMediaStore(readConfig(StorageConfig, { ...environment, ...more }));
    await keys.create('rec_1');
    await media.write('rec_1/answer', 'rec_1', Readable.from([Buffer.from('an answer')]));
    return text(await media.read('rec_1/answer', 'rec_1', { start: 3 }));
  };

  it('keeps media in a folder where one is named', async () => {
    expect(await storeAndRead({ STORAGE_DIRECTORY: path.join(directory, 'objects') })).toBe('answer');
  });

  it('keeps media in a bucket where one is named, even beside a folder', async () => {
    const fake = await FakeS3.start();
    const settings = {
      STORAGE_DIRECTORY: path.join(directory, 'objects'),
      S3_BUCKET: fake.bucketName,
      S3_ENDPOINT: fake.endpoint,
      S3_ACCESS_KEY_ID: fake.accessKeyId,
      S3_SECRET_ACCESS_KEY: 'fake-secret',
    };

    expect(await storeAndRead(settings)).toBe('answer');
    expect([...fake.bucket.objects.keys()]).toEqual(['rec_1/answer']);
    await fake.stop();
  });

  it('does not start without either', async () => {
    const config = readConfig(StorageConfig, environment);

    await expect(openMediaStore(config)).rejects.toThrow(ConfigError);
  });
});
