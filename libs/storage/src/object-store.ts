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

export interface PutOptions extends StoreCallOptions {
  /**
   * A later `put` of the same content to the same key brings the same bytes. Where the store keeps what an unfinished
   * `put` had sent, the later one goes on from there, and a failure of the store leaves it for that.
   */
  isRepeatable?: boolean;
}

/** Which unfinished writes to remove. */
export interface AbandonedWrites {
  /** Of the objects' keys; a store whose unfinished writes have no key yet looks at all of them. */
  prefix: string;
  /** At most so many are removed; the rest is for the next call. */
  most: number;
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
  /** Whether a repeatable `put` goes on with what an unfinished one had sent; otherwise repeatable content gains nothing. */
  readonly resumesPuts: boolean;
  /** Resolves when the object is durable. @throws AppError `body_too_large` past the store's limit, `unavailable` */
  put(key: string, content: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<ObjectSummary>;
  /** @throws AppError `not_found`, `range_not_satisfiable`, `unavailable` */
  get(key: string, range?: ByteRange, options?: StoreCallOptions): Promise<Readable>;
  /** `null` where there is no such object. */
  head(key: string, options?: StoreCallOptions): Promise<ObjectSummary | null>;
  /** Deleting what is not there succeeds, so that an erasure can be repeated. */
  delete(key: string, options?: StoreCallOptions): Promise<void>;
  /**
   * Removes what killed processes left half written and nobody has added to for as long as the store's setting says.
   * @returns how many writes were removed
   */
  removeAbandoned(writes: AbandonedWrites, options?: StoreCallOptions): Promise<number>;
}
