import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { StoreCallOptions } from './object-store.js';
import { callS3 } from './s3-errors.js';
import { storageUnavailable } from './storage.errors.js';

const abortDeadlineMs = 10_000;

/** RFC 1864: the server refuses a body that was changed on the way. */
export function md5Of(body: Buffer): string {
  return createHash('md5').update(body).digest('base64');
}

interface Target {
  Bucket: string;
  Key: string;
}

/** One multipart upload: parts in order, then `complete`, or `abort`. Nothing is visible before `complete`. */
export class S3MultipartUpload {
  private readonly parts: { PartNumber: number; ETag: string }[] = [];

  private constructor(
    private readonly client: S3Client,
    private readonly target: Target & { UploadId: string },
  ) {}

  static async begin(client: S3Client, target: Target, options: StoreCallOptions): Promise<S3MultipartUpload> {
    const reply = await callS3('begin', target.Key, options, (sdk) =>
      client.send(new CreateMultipartUploadCommand(target), sdk),
    );
    const UploadId = present(reply.UploadId, 'an upload id', target.Key);
    return new S3MultipartUpload(client, { ...target, UploadId });
  }

  async uploadPart(number: number, body: Buffer, options: StoreCallOptions): Promise<void> {
    const reply = await callS3(`store part ${number} of`, this.target.Key, options, (sdk) =>
      this.client.send(
        new UploadPartCommand({ ...this.target, PartNumber: number, Body: body, ContentMD5: md5Of(body) }),
        sdk,
      ),
    );
    this.parts.push({ PartNumber: number, ETag: present(reply.ETag, 'an ETag', this.target.Key) });
  }

  async complete(options: StoreCallOptions): Promise<void> {
    await callS3('complete', this.target.Key, options, (sdk) =>
      this.client.send(
        new CompleteMultipartUploadCommand({ ...this.target, MultipartUpload: { Parts: this.parts } }),
        sdk,
      ),
    );
  }

  /** Frees the parts. Its own failure is not reported: the first error matters, and the bucket's lifecycle rule cleans up. */
  async abort(): Promise<void> {
    const signal = AbortSignal.timeout(abortDeadlineMs);
    await this.client
      .send(new AbortMultipartUploadCommand(this.target), { abortSignal: signal })
      .catch(() => undefined);
  }
}

function present(value: string | undefined, what: string, key: string): string {
  if (!value) throw storageUnavailable(`store ${key}`, new Error(`The server sent no ${what.replace(/^an? /, '')}.`));
  return value;
}
