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
import type { StoredPart, UploadTarget } from './s3-open-uploads.js';
import { storageUnavailable } from './storage.errors.js';

const abortDeadlineMs = 10_000;

/** RFC 1864: the server refuses a body that was changed on the way. */
export function md5Of(body: Buffer): string {
  return createHash('md5').update(body).digest('base64');
}

/** One multipart upload: parts in order, then `complete`, or `abort`. Nothing is visible before `complete`. */
export class S3MultipartUpload {
  private readonly parts: { PartNumber: number; ETag: string }[] = [];

  private constructor(
    private readonly client: S3Client,
    private readonly target: UploadTarget,
    private readonly stored: ReadonlyMap<number, StoredPart>,
  ) {}

  static async begin(
    client: S3Client,
    target: Omit<UploadTarget, 'UploadId'>,
    options: StoreCallOptions,
  ): Promise<S3MultipartUpload> {
    const reply = await callS3('begin', target.Key, options, (sdk) =>
      client.send(new CreateMultipartUploadCommand(target), sdk),
    );
    const UploadId = present(reply.UploadId, 'an upload id', target.Key);
    return new S3MultipartUpload(client, { ...target, UploadId }, new Map());
  }

  /** Goes on with an upload that an earlier try left, with the parts that the server has of it. */
  static goOn(client: S3Client, target: UploadTarget, stored: readonly StoredPart[]): S3MultipartUpload {
    return new S3MultipartUpload(client, target, new Map(stored.map((part) => [part.number, part])));
  }

  /** Sends the part unless the server has the same bytes under its number; other bytes there are replaced. */
  async storePart(number: number, body: Buffer, options: StoreCallOptions): Promise<void> {
    const stored = this.stored.get(number);
    const ETag = stored && isSame(stored, body) ? stored.etag : await this.sendPart(number, body, options);
    this.parts.push({ PartNumber: number, ETag });
  }

  /**
   * A server may answer 200 before it puts the parts together, and add an error afterwards. The SDK finds that only where the
   * body ends with the error to the byte; without the ETag of the object there is none.
   */
  async complete(options: StoreCallOptions): Promise<void> {
    const reply = await callS3('complete', this.target.Key, options, (sdk) =>
      this.client.send(
        new CompleteMultipartUploadCommand({ ...this.target, MultipartUpload: { Parts: this.parts } }),
        sdk,
      ),
    );
    present(reply.ETag, 'an ETag', this.target.Key);
  }

  /** Frees the parts. Its own failure is not reported: the first error matters, and abandoned uploads are removed later. */
  async abort(): Promise<void> {
    const signal = AbortSignal.timeout(abortDeadlineMs);
    await this.client
      .send(new AbortMultipartUploadCommand(this.target), { abortSignal: signal })
      .catch(() => undefined);
  }

  private async sendPart(number: number, body: Buffer, options: StoreCallOptions): Promise<string> {
    const reply = await callS3(`store part ${number} of`, this.target.Key, options, (sdk) =>
      this.client.send(
        new UploadPartCommand({ ...this.target, PartNumber: number, Body: body, ContentMD5: md5Of(body) }),
        sdk,
      ),
    );
    return present(reply.ETag, 'an ETag', this.target.Key);
  }
}

/**
 * By content: the ETag of a part is its MD5. Where a server makes it otherwise (encryption with KMS keys), nothing is ever
 * the same and every part is sent again.
 */
function isSame(stored: StoredPart, body: Buffer): boolean {
  const etag = stored.etag.replaceAll('"', '').toLowerCase();
  return stored.bytes === body.byteLength && etag === Buffer.from(md5Of(body), 'base64').toString('hex');
}

function present(value: string | undefined, what: string, key: string): string {
  if (!value) throw storageUnavailable(`store ${key}`, new Error(`The server sent no ${what.replace(/^an? /, '')}.`));
  return value;
}
