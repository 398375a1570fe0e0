import type { RealS3 } from '../../testing/src/fake-s3/index.js';

/**
 * The server that specs are to be run against, named as `S3_…` names the one of an installation, or `null` where none is.
 * @throws Error where only a part of it is named
 */
export function realS3(environment: NodeJS.ProcessEnv = process.env): RealS3 | null {
  const names = ['TEST_S3_ENDPOINT', 'TEST_S3_BUCKET', 'TEST_S3_ACCESS_KEY_ID', 'TEST_S3_SECRET_ACCESS_KEY'] as const;
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === names.length) return null;
  if (missing.length > 0) throw new Error(`${missing.join(', ')} must be set too, to test against a server of S3.`);
  const [endpoint, bucketName, accessKeyId, secretAccessKey] = names.map((name) => environment[name]!);
  return {
    endpoint: endpoint!,
    bucketName: bucketName!,
    accessKeyId: accessKeyId!,
    secretAccessKey: secretAccessKey!,
    region: environment.TEST_S3_REGION ?? 'us-east-1',
  };
}
