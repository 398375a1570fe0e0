import { ConfigError, EnvInt, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';
import { EncryptedStore } from './encrypted-store.js';
import { FolderDataKeyStore } from './folder-data-key-store.js';
import { LocalObjectStore } from './local-object-store.js';
import type { ObjectStore } from './object-store.js';
import { S3ObjectStore } from './s3-object-store.js';

/** Where media lies: in a bucket where one is named, in a folder otherwise; and where its keys lie, apart from it. */
export class StorageConfig {
  @EnvString('STORAGE_DIRECTORY', { optional: true })
  directory!: string | undefined;

  @EnvString('S3_BUCKET', { optional: true })
  bucket!: string | undefined;

  @EnvString('S3_REGION', { default: 'us-east-1' })
  region!: string;

  /** Of an S3-compatible server; absent for Amazon's own. */
  @EnvUrl('S3_ENDPOINT', { protocols: ['http', 'https'], optional: true })
  endpoint!: string | undefined;

  @EnvSecret('S3_ACCESS_KEY_ID', { optional: true })
  accessKeyId!: string | undefined;

  @EnvSecret('S3_SECRET_ACCESS_KEY', { optional: true })
  secretAccessKey!: string | undefined;

  /** How long nobody has added to a half written object before it is removed. */
  @EnvInt('STORAGE_ABANDONED_HOURS', { min: 2, max: 720, default: 24 })
  abandonedHours!: number;

  @EnvString('DATA_KEYS_DIRECTORY')
  dataKeysDirectory!: string;
}

/** Media storage as configured, with the keys that open it. */
export interface MediaStore {
  media: EncryptedStore;
  keys: FolderDataKeyStore;
}

/** @throws ConfigError where neither a bucket nor a folder is named */
export async function openMediaStore(config: StorageConfig): Promise<MediaStore> {
  const keys = await FolderDataKeyStore.open({ directory: config.dataKeysDirectory });
  return { media: new EncryptedStore({ objects: await openObjects(config), keys }), keys };
}

async function openObjects(config: StorageConfig): Promise<ObjectStore> {
  const { bucket, region, endpoint, accessKeyId, secretAccessKey, directory } = config;
  const abandonedAfterMs = config.abandonedHours * 3_600_000;
  if (bucket !== undefined) {
    return new S3ObjectStore({
      bucket,
      region,
      abandonedAfterMs,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(accessKeyId === undefined || secretAccessKey === undefined
        ? {}
        : { credentials: { accessKeyId, secretAccessKey } }),
    });
  }
  if (directory !== undefined) return await LocalObjectStore.open({ directory, abandonedAfterMs });
  throw new ConfigError([
    { name: 'STORAGE_DIRECTORY', reason: 'is missing, and so is S3_BUCKET; media needs one of them' },
  ]);
}
