export { FakeS3, type FakeS3Options } from './fake-s3.js';
export type { S3Fault } from './planned-faults.js';
export { type RealS3, S3Proxy } from './s3-proxy.js';
export type { S3Request } from './s3-request.js';
export type { WatchedS3 } from './watched-s3.js';
