import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { S3Refusal } from './s3-refusal.js';

/** Signature Version 4 in its header form, with a payload hash that fits. The signature itself is not recomputed. */
export function assertSigned(headers: IncomingHttpHeaders, accessKeyId: string, body: Buffer): void {
  const signed = new RegExp(
    `^AWS4-HMAC-SHA256 Credential=${accessKeyId}/\\d{8}/[a-z0-9-]+/s3/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=[0-9a-f]{64}$`,
  );
  if (!signed.test(headers.authorization ?? '')) throw new S3Refusal(403, 'AccessDenied');
  const declared = headers['x-amz-content-sha256'];
  const actual = createHash('sha256').update(body).digest('hex');
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== actual) throw new S3Refusal(400, 'XAmzContentSHA256Mismatch');
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
