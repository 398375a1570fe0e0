import { createReadStream } from 'node:fs';
import { EncryptedStore } from '../src/encrypted-store.js';
import { FolderDataKeyStore } from '../src/folder-data-key-store.js';
import { S3ObjectStore } from '../src/s3-object-store.js';

/** Stores a file encrypted in S3, as a job does, and says so. Arguments: endpoint, bucket, folder of keys, file. */
const [endpoint, bucket, directory, file] = process.argv.slice(2) as [string, string, string, string];
const credentials = { accessKeyId: 'fake-access-key', secretAccessKey: 'fake-secret' };
const objects = new S3ObjectStore({ bucket, region: 'eu-central-1', endpoint, credentials, partBytes: 5 * 1024 ** 2 });
const keys = await FolderDataKeyStore.open({ directory });
const store = new EncryptedStore({ objects, keys });
await keys.create('rec_1');

const { bytes } = await store.writeRepeatably('recordings/tak_1/segment-1', 'rec_1', () => createReadStream(file));

process.send?.({ bytes }, () => process.exit(0));
