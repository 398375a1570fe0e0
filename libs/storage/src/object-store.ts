import type { Readable } from 'node:stream';

/** Bytes `start` to `end`, both inclusive as in an HTTP `Range` header; without `end` to the last byte. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface StoreCallOptions {
  /** Ends the call early; the store keeps deadlines of its own beside it. */
  signal?: AbortSignal;
}

export interface ObjectSummary {
  bytes: number;
}

/**
 * Where recordings and everything made from them are kept: a folder (`LocalObjectStore`) or S3 (`S3ObjectStore`).
 * Both make the same promises: an object becomes visible whole or not at all, `put` of an existing key replaces it whole,
 * memory does not grow with the object, and no call waits for ever.
 */
export interface ObjectStore {
  /** Resolves when the object is durable. @throws AppError `body_too_large` past the store's limit, `unavailable` */
  put(key: string, content: AsyncIterable<Uint8Array>, options?: StoreCallOptions): Promise<ObjectSummary>;
  /** @throws AppError `not_found`, `range_not_satisfiable`, `unavailable` */
  get(key: string, range?: ByteRange, options?: StoreCallOptions): Promise<Readable>;
  /** `null` where there is no such object. */
  head(key: string, options?: StoreCallOptions): Promise<ObjectSummary | null>;
  /** Deleting what is not there succeeds, so that an erasure can be repeated. */
  delete(key: string, options?: StoreCallOptions): Promise<void>;
}
