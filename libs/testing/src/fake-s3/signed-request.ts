import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { S3Refusal } from './s3-refusal.js';

export interface SignedRequest {
  method: string;
  /** Path and query as they were sent, still encoded. */
  target: string;
  headers: IncomingHttpHeaders;
}

export interface SigningCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

const mostSkewMs = 15 * 60_000;
const authorizationHeader =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([a-z0-9-]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Signature Version 4 in its header form, recomputed from the request that arrived: its method, path, query, signed headers
 * and payload hash. The host and all `x-amz-` headers must be among the signed ones.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function assertSigned(request: SignedRequest, credentials: SigningCredentials, now: Date): void {
  const { headers } = request;
  const [, accessKeyId, day, region, names, signature] = authorizationHeader.exec(headers.authorization ?? '') ?? [];
  if (!day || !region || !names || !signature) throw new S3Refusal(403, 'AccessDenied');
  if (accessKeyId !== credentials.accessKeyId) throw new S3Refusal(403, 'InvalidAccessKeyId');
  const stamp = textOf(headers['x-amz-date']);
  if (!stamp.startsWith(day)) throw new S3Refusal(403, 'AccessDenied');
  // Also for a stamp that is no time at all.
  if (!(Math.abs(now.getTime() - timeOf(stamp)) <= mostSkewMs)) throw new S3Refusal(403, 'RequestTimeTooSkewed');
  const signed = names.split(';');
  const required = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (required.some((name) => !signed.includes(name))) throw new S3Refusal(403, 'AccessDenied');

  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonicalRequest(request, signed))].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${credentials.secretAccessKey}`);
  if (!timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'))) {
    throw new S3Refusal(403, 'SignatureDoesNotMatch');
  }
}

/** The body is the one whose hash was signed. */
export function assertPayload(headers: IncomingHttpHeaders, body: Buffer): void {
  const declared = headers['x-amz-content-sha256'];
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== sha256(body)) {
    throw new S3Refusal(400, 'XAmzContentSHA256Mismatch');
  }
}

/** Refuses what simpler servers cannot read (chunked signing with trailers) and bodies that changed on the way. */
export function assertPlainBody(headers: IncomingHttpHeaders, body: Buffer): void {
  if (headers['content-encoding']?.includes('aws-chunked') || headers['x-amz-trailer']) {
    throw new S3Refusal(501, 'NotImplemented');
  }
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) {
    throw new S3Refusal(400, 'BadDigest');
  }
}

function canonicalRequest({ method, target, headers }: SignedRequest, signed: string[]): string {
  const [path = '', query = ''] = target.split('?', 2);
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const lines = signed.map((name) => `${name}:${textOf(headers[name]).trim().replaceAll(/ +/g, ' ')}\n`);
  const payload = textOf(headers['x-amz-content-sha256']);
  // Of S3 alone the path is signed as it was sent, and not encoded once more.
  return [method, path, pairs.sort().join('&'), lines.join(''), signed.join(';'), payload].join('\n');
}

function textOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(',') : (header ?? '');
}

/** RFC 3986, where `encodeURIComponent` leaves five characters more. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

function timeOf(stamp: string): number {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(stamp) ?? [];
  if (!date || !time) return Number.NaN;
  return Date.parse(
    `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
  );
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
