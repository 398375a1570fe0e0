export { AbandonedSweep, type AbandonedSweepOptions } from './abandoned-sweep.js';
export type { DataKeyStore } from './data-key-store.js';
export { syncFolder } from './durable-files.js';
export { EncryptedStore, type EncryptedStoreOptions } from './encrypted-store.js';
export { FolderDataKeyStore } from './folder-data-key-store.js';
export { LocalObjectStore, type LocalObjectStoreOptions } from './local-object-store.js';
export type {
  AbandonedWrites,
  ByteRange,
  ObjectStore,
  ObjectSummary,
  PutOptions,
  StoreCallOptions,
} from './object-store.js';
export { S3ObjectStore, type S3ObjectStoreOptions } from './s3-object-store.js';
export { type SpooledUpload, SpoolFolder } from './spool-folder.js';
export { type MediaStore, openMediaStore, StorageConfig } from './storage-config.js';
