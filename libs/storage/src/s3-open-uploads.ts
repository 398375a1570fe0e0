import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isAppError } from '@guildhall/errors';
import type { AbandonedWrites, StoreCallOptions } from './object-store.js';
import { callS3, s3NameOf } from './s3-errors.js';

/** Names one multipart upload, as the SDK's commands take it. */
export interface UploadTarget {
  Bucket: string;
  Key: string;
  UploadId: string;
}

export interface StoredPart {
  number: number;
  bytes: number;
  /** As the server writes it. */
  etag: string;
}

export interface OpenUpload {
  target: UploadTarget;
  parts: StoredPart[];
  /** When it was begun or, later, its newest part arrived, by the server's clock; in milliseconds since 1970. */
  touchedAtMs: number;
}

/** Each page of a listing has up to 1,000 entries. */
const mostPages = 20;

/**
 * The multipart uploads of a bucket that were begun and neither completed nor aborted. An upload belongs to one of two
 * sides by how long nobody has added to it: below half of `abandonedAfterMs` a repeated `put` may go on with it, above the
 * whole it is removed. Between lie hours, and a `put` that stops sending ends within minutes, so the two never meet.
 */
export class S3OpenUploads {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly abandonedAfterMs: number,
  ) {}

  /**
   * The upload to this key that was added to last and may be gone on with. `null` where there is none, and where the server does not list
   * uploads or does not let us: going on saves time, and nothing depends on it.
   */
  async findOwn(key: string, options: StoreCallOptions): Promise<OpenUpload | null> {
    let newest: OpenUpload | null = null;
    try {
      for await (const { target, begunAtMs } of this.list(key, options)) {
        // The prefix of a listing fits longer keys too.
        if (target.Key !== key) continue;
        const upload = await this.lookAt(target, begunAtMs, options);
        if (Date.now() - upload.touchedAtMs >= this.abandonedAfterMs / 2) continue;
        if (!newest || upload.touchedAtMs > newest.touchedAtMs) newest = upload;
      }
    } catch (thrown) {
      if (options.signal?.aborted || !isAppError(thrown)) throw thrown;
      return null;
    }
    return newest;
  }

  /** @returns how many uploads were aborted */
  async removeAbandoned({ prefix, most }: AbandonedWrites, options: StoreCallOptions): Promise<number> {
    let removed = 0;
    const isOld = (atMs: number) => Date.now() - atMs > this.abandonedAfterMs;
    for await (const { target, begunAtMs } of this.list(prefix, options)) {
      if (removed >= most) break;
      if (isOld(begunAtMs) && (await this.removeIf(isOld, target, begunAtMs, options))) removed += 1;
    }
    return removed;
  }

  private async removeIf(
    isOld: (atMs: number) => boolean,
    target: UploadTarget,
    begunAtMs: number,
    options: StoreCallOptions,
  ): Promise<boolean> {
    try {
      if (!isOld((await this.lookAt(target, begunAtMs, options)).touchedAtMs)) return false;
      await callS3('abort an upload of', target.Key, options, (sdk) =>
        this.client.send(new AbortMultipartUploadCommand(target), sdk),
      );
      return true;
    } catch (thrown) {
      // Completed or aborted by somebody else since it was listed.
      if (isAppError(thrown) && s3NameOf(thrown.cause) === 'NoSuchUpload') return false;
      throw thrown;
    }
  }

  /** Times that a server leaves out count as now: such an upload is never taken for abandoned. */
  private async *list(
    prefix: string,
    options: StoreCallOptions,
  ): AsyncGenerator<{ target: UploadTarget; begunAtMs: number }> {
    let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (let page = 1; page <= mostPages; page += 1) {
      const input = { Bucket: this.bucket, Prefix: prefix, ...marker };
      const reply = await callS3('list uploads of', prefix, options, (sdk) =>
        this.client.send(new ListMultipartUploadsCommand(input), sdk),
      );
      for (const { Key, UploadId, Initiated } of reply.Uploads ?? []) {
        if (!Key?.startsWith(prefix) || !UploadId) continue;
        yield { target: { Bucket: this.bucket, Key, UploadId }, begunAtMs: Initiated?.getTime() ?? Date.now() };
      }
      if (!reply.IsTruncated) return;
      marker = { KeyMarker: reply.NextKeyMarker, UploadIdMarker: reply.NextUploadIdMarker };
    }
  }

  private async lookAt(target: UploadTarget, begunAtMs: number, options: StoreCallOptions): Promise<OpenUpload> {
    const parts: StoredPart[] = [];
    let touchedAtMs = begunAtMs;
    let PartNumberMarker: string | undefined;
    for (let page = 1; page <= mostPages; page += 1) {
      const reply = await callS3('list parts of', target.Key, options, (sdk) =>
        this.client.send(new ListPartsCommand({ ...target, PartNumberMarker }), sdk),
      );
      for (const { PartNumber, Size, ETag, LastModified } of reply.Parts ?? []) {
        touchedAtMs = Math.max(touchedAtMs, LastModified?.getTime() ?? Date.now());
        if (PartNumber && ETag) parts.push({ number: PartNumber, bytes: Size ?? -1, etag: ETag });
      }
      if (!reply.IsTruncated) break;
      PartNumberMarker = reply.NextPartNumberMarker;
    }
    return { target, parts, touchedAtMs };
  }
}
