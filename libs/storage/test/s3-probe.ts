import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { WatchedS3 } from '../../testing/src/fake-s3/index.js';
import type { S3ObjectStoreOptions } from '../src/s3-object-store.js';

export interface FoundUpload {
  Key: string;
  UploadId: string;
}

type Address = Pick<WatchedS3, 'endpoint' | 'region' | 'bucketName' | 'accessKeyId' | 'secretAccessKey'>;

/** How an `S3ObjectStore` reaches the server. */
export function optionsFor(address: Address): S3ObjectStoreOptions {
  const { bucketName: bucket, region, endpoint, accessKeyId, secretAccessKey } = address;
  return { bucket, region, endpoint, credentials: { accessKeyId, secretAccessKey } };
}

/** Looks into a bucket, and leaves uploads in it, past the store that a spec is about. */
export class S3Probe {
  private readonly client: S3Client;
  private readonly bucket: { Bucket: string };

  constructor(address: Address) {
    const { bucket, ...options } = optionsFor(address);
    this.bucket = { Bucket: bucket };
    const checksums = {
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    } as const;
    this.client = new S3Client({ ...options, ...checksums, forcePathStyle: true });
  }

  close(): void {
    this.client.destroy();
  }

  async beginUpload(key: string): Promise<FoundUpload> {
    const { UploadId } = await this.client.send(new CreateMultipartUploadCommand({ ...this.bucket, Key: key }));
    if (!UploadId) throw new Error(`The server gave the upload to ${key} no id.`);
    return { Key: key, UploadId };
  }

  async putPart(upload: FoundUpload, number: number, body: Buffer): Promise<void> {
    await this.client.send(new UploadPartCommand({ ...this.bucket, ...upload, PartNumber: number, Body: body }));
  }

  async openUploads(prefix: string): Promise<FoundUpload[]> {
    const found: FoundUpload[] = [];
    let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (;;) {
      const input = { ...this.bucket, Prefix: prefix, ...marker };
      const reply = await this.client.send(new ListMultipartUploadsCommand(input));
      for (const { Key, UploadId } of reply.Uploads ?? []) if (Key && UploadId) found.push({ Key, UploadId });
      if (!reply.IsTruncated) return found;
      marker = { KeyMarker: reply.NextKeyMarker, UploadIdMarker: reply.NextUploadIdMarker };
    }
  }

  /** Objects and unfinished uploads. */
  async removeAll(prefix: string): Promise<void> {
    for (const upload of await this.openUploads(prefix)) {
      await this.client.send(new AbortMultipartUploadCommand({ ...this.bucket, ...upload }));
    }
    for (;;) {
      const reply = await this.client.send(new ListObjectsV2Command({ ...this.bucket, Prefix: prefix }));
      if (!reply.Contents?.length) return;
      for (const { Key } of reply.Contents) await this.client.send(new DeleteObjectCommand({ ...this.bucket, Key }));
    }
  }
}
