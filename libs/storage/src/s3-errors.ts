import { S3ServiceException } from '@aws-sdk/client-s3';
import type { StoreCallOptions } from './object-store.js';
import { objectMissing, storageUnavailable } from './storage.errors.js';

export function s3StatusOf(thrown: unknown): number | undefined {
  return thrown instanceof S3ServiceException ? thrown.$metadata.httpStatusCode : undefined;
}

export function s3NameOf(thrown: unknown): string | undefined {
  return thrown instanceof S3ServiceException ? thrown.name : undefined;
}

/**
 * Runs one call of the SDK and gives its failures our names: an aborted call its reason, a missing object `not_found`,
 * all else (refused, timed out, 5xx after the last try, wrong credentials) `unavailable` with the text of the server.
 */
export async function callS3<T>(
  action: string,
  key: string,
  { signal }: StoreCallOptions,
  call: (options: { abortSignal?: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    return await call(signal ? { abortSignal: signal } : {});
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    const name = s3NameOf(thrown);
    if (s3StatusOf(thrown) === 404 && name !== 'NoSuchBucket' && name !== 'NoSuchUpload') throw objectMissing(key);
    throw storageUnavailable(`${action} ${key}`, thrown);
  }
}
