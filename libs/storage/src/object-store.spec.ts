import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeS3 } from '../../testing/src/fake-s3/index.js';
import { describeObjectStore } from '../test/object-store-contract.js';
import { optionsFor } from '../test/s3-probe.js';
import { LocalObjectStore } from './local-object-store.js';
import { S3ObjectStore } from './s3-object-store.js';

describeObjectStore('LocalObjectStore', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'guildhall-objects-'));
  const store = await LocalObjectStore.open({ directory });
  return { store, close: () => rm(directory, { recursive: true }) };
});

describeObjectStore('S3ObjectStore', async () => {
  const fake = await FakeS3.start();
  const store = new S3ObjectStore(optionsFor(fake));
  return {
    store,
    async close() {
      store.close();
      await fake.stop();
    },
  };
});
