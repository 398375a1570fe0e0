import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isAppError } from '@guildhall/errors';
import { assertObjectKey } from './object-key.js';
import type {
  AbandonedWrites,
  ByteRange,
  ObjectStore,
  ObjectSummary,
  PutOptions,
  StoreCallOptions,
} from './object-store.js';
import { partsOf } from './parts.js';
import { callS3, s3StatusOf } from './s3-errors.js';
import { md5Of, S3MultipartUpload } from './s3-multipart-upload.js';
import { S3OpenUploads } from './s3-open-uploads.js';
import { withStallLimit } from './stall-limit.js';
import { objectTooLarge, rangeNotSatisfiable, storageUnavailable } from './storage.errors.js';

export interface S3ObjectStoreOptions {
  bucket: string;
  region: string;
  /** Of an S3-compatible server such as SeaweedFS or MinIO; absent for Amazon's own. */
  endpoint?: string;
  /** Absent where the platform provides credentials (an instance role). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** The bucket in the path instead of the host name, as self-hosted servers expect; default: where an endpoint is given. */
  forcePathStyle?: boolean;
  /** Each try of one HTTP request, until its response headers. */
  requestTimeoutMs?: number;
  /** Tries of one HTTP request, the first included. */
  maxAttempts?: number;
  /** How long a source or a download may be silent. */
  stallMs?: number;
  /** At least 5 MiB on real servers (`EntityTooSmall`); at 8 MiB the limit of 10,000 parts caps an object at 78 GiB. */
  partBytes?: number;
  /** How long nobody has added to an unfinished upload before `removeAbandoned` removes it. */
  abandonedAfterMs?: number;
}

const defaultAbandonedAfterMs = 24 * 3600 * 1000;

const defaultPartBytes = 8 * 1024 ** 2;
const maxParts = 10_000;

/**
 * Objects in one S3 bucket. Memory: one part for each running `put`. A part is a buffer of known length, so the SDK can
 * retry it (it never retries a stream) and needs no `aws-chunked` trailer, which many compatible servers do not speak.
 * Failed uploads are aborted, unless the content is repeatable: then the next `put` to the key goes on with what the server
 * has, as it does after a kill. What nobody goes on with is for `removeAbandoned`.
 */
export class S3ObjectStore implements ObjectStore {
  readonly resumesPuts = true;

  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly partBytes: number;
  private readonly stallMs: number;
  private readonly openUploads: S3OpenUploads;

  constructor(options: S3ObjectStoreOptions) {
    this.bucket = options.bucket;
    this.partBytes = options.partBytes ?? defaultPartBytes;
    this.stallMs = options.stallMs ?? 60_000;
    this.client = new S3Client({
      region: options.region,
      ...(options.endpoint ? { endpoint: options.endpoint } : {}),
      ...(options.credentials ? { credentials: options.credentials } : {}),
      forcePathStyle: options.forcePathStyle ?? options.endpoint !== undefined,
      maxAttempts: options.maxAttempts ?? 4,
      // Content-MD5 guards each body instead: the newer CRC trailers are unknown to many compatible servers.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: 5_000,
        requestTimeout: options.requestTimeoutMs ?? 60_000,
        throwOnRequestTimeout: true,
      },
    });
    const abandonedAfterMs = options.abandonedAfterMs ?? defaultAbandonedAfterMs;
    this.openUploads = new S3OpenUploads(this.client, options.bucket, abandonedAfterMs);
  }

  close(): void {
    this.client.destroy();
  }

  async put(key: string, content: AsyncIterable<Uint8Array>, options: PutOptions = {}): Promise<ObjectSummary> {
    assertObjectKey(key);
    const limited = withStallLimit(content, { stallMs: this.stallMs, ...options });
    let bytes = 0;
    let multipart: S3MultipartUpload | undefined;
    try {
      for await (const { number, body, isLast } of partsOf(limited, this.partBytes)) {
        if (number > maxParts) throw objectTooLarge(key, maxParts * this.partBytes);
        bytes += body.byteLength;
        if (isLast && !multipart) {
          await this.putWhole(key, body, options);
        } else {
          multipart ??= await this.openUpload(key, options);
          await multipart.storePart(number, body, options);
        }
      }
      await multipart?.complete(options);
    } catch (thrown) {
      if (!(options.isRepeatable && canBeGoneOnWith(thrown, options))) await multipart?.abort();
      throw thrown;
    }
    return { bytes };
  }

  async get(key: string, range?: ByteRange, options: StoreCallOptions = {}): Promise<Readable> {
    assertObjectKey(key);
    const reply = await this.requestObject(key, range, options);
    if (!(reply.Body instanceof Readable)) throw storageUnavailable(`read ${key}`, new Error('The reply has no body.'));
    const body = reply.Body;
    const content = withStallLimit(body, { stallMs: this.stallMs, ...options });
    const stream = Readable.from(namingFailures(content, key), { objectMode: false, highWaterMark: 64 * 1024 });
    // A stream that is destroyed before its first read never starts the generator that would free the connection.
    stream.once('close', () => body.destroy());
    return stream;
  }

  async head(key: string, options: StoreCallOptions = {}): Promise<ObjectSummary | null> {
    assertObjectKey(key);
    try {
      const reply = await callS3('look up', key, options, (sdk) =>
        this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }), sdk),
      );
      return { bytes: reply.ContentLength ?? 0 };
    } catch (thrown) {
      if (isAppError(thrown) && thrown.code === 'not_found') return null;
      throw thrown;
    }
  }

  async delete(key: string, options: StoreCallOptions = {}): Promise<void> {
    assertObjectKey(key);
    try {
      await callS3('delete', key, options, (sdk) =>
        this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }), sdk),
      );
    } catch (thrown) {
      // Amazon answers 204 for what is not there, some compatible servers 404.
      if (!(isAppError(thrown) && thrown.code === 'not_found')) throw thrown;
    }
  }

  async removeAbandoned(writes: AbandonedWrites, options: StoreCallOptions = {}): Promise<number> {
    return await this.openUploads.removeAbandoned(writes, options);
  }

  private async openUpload(key: string, options: PutOptions): Promise<S3MultipartUpload> {
    const found = options.isRepeatable ? await this.openUploads.findOwn(key, options) : null;
    if (found) return S3MultipartUpload.goOn(this.client, found.target, found.parts);
    return await S3MultipartUpload.begin(this.client, { Bucket: this.bucket, Key: key }, options);
  }

  private async putWhole(key: string, body: Buffer, options: StoreCallOptions): Promise<void> {
    const input = { Bucket: this.bucket, Key: key, Body: body, ContentMD5: md5Of(body) };
    await callS3('store', key, options, (sdk) => this.client.send(new PutObjectCommand(input), sdk));
  }

  private async requestObject(
    key: string,
    range: ByteRange | undefined,
    options: StoreCallOptions,
  ): Promise<GetObjectCommandOutput> {
    const wanted = range ? { Range: `bytes=${range.start}-${range.end ?? ''}` } : {};
    try {
      return await callS3('read', key, options, (sdk) =>
        this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key, ...wanted }), sdk),
      );
    } catch (thrown) {
      const cause = thrown instanceof Error ? thrown.cause : undefined;
      if (s3StatusOf(cause) === 416) throw rangeNotSatisfiable(key, (await this.head(key, options))?.bytes ?? 0);
      throw thrown;
    }
  }
}

/**
 * After a stop of the caller or a server that does not answer, what was sent is worth keeping. What the server refuses it
 * would refuse again, and a source that broke may come back as another one.
 */
function canBeGoneOnWith(thrown: unknown, { signal }: StoreCallOptions): boolean {
  if (signal?.aborted) return true;
  if (!isAppError(thrown) || thrown.code !== 'unavailable') return false;
  const status = s3StatusOf(thrown.cause);
  return status === undefined || status >= 500;
}

/** A connection that breaks in the middle of a download is the storage's failure too. */
async function* namingFailures(content: AsyncIterable<Uint8Array>, key: string): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (thrown) {
    throw isAppError(thrown) ? thrown : storageUnavailable(`read ${key}`, thrown);
  }
}
