export { FakeS3, type FakeS3Options, type S3Fault, type S3Request } from './fake-s3.js';
