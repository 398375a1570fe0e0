import type { IncomingMessage } from 'node:http';

export interface S3Request {
  method: string;
  key: string;
  query: URLSearchParams;
  range: string | undefined;
  /** 1 for the first request that the server saw. */
  count: number;
}

/** The request in path style: the first segment names the bucket, the rest the key. */
export function readRequest(message: IncomingMessage, count: number): { bucketName: string; request: S3Request } {
  const url = new URL(message.url ?? '/', 'http://s3');
  const [, bucketName = '', ...rest] = decodeURIComponent(url.pathname).split('/');
  const { method = 'GET', headers } = message;
  return { bucketName, request: { method, key: rest.join('/'), query: url.searchParams, range: headers.range, count } };
}
