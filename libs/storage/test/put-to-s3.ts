import { createReadStream } from 'node:fs';
import { EncryptedStore } from '../src/encrypted-store.js';
import { FolderDataKeyStore } from '../src/folder-data-key-store.js';
import { S3ObjectStore, type S3ObjectStoreOptions } from '../src/s3-object-store.js';

/** Stores a file encrypted in S3, as a job does, and says so. Arguments: options of the store as JSON, folder of keys, file, key. */
const [options, directory, file, key] = process.argv.slice(2) as [string, string, string, string];
const objects = new S3ObjectStore(JSON.parse(options) as S3ObjectStoreOptions);
const keys = await FolderDataKeyStore.open({ directory });
const store = new EncryptedStore({ objects, keys });

const { bytes } = await store.writeRepeatably(key, 'rec_1', () => createReadStream(file));

process.send?.({ bytes }, () => process.exit(0));
