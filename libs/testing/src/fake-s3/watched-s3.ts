import type { S3Fault } from './planned-faults.js';
import type { S3Request } from './s3-request.js';

/** What specs use of a server of S3: of `FakeS3`, or of a real one behind `S3Proxy`. */
export interface WatchedS3 {
  readonly endpoint: string;
  readonly region: string;
  readonly bucketName: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly requests: S3Request[];
  /** Requests whose bodies are stuck in the middle, by the fault `stall`. */
  readonly stalled: S3Request[];
  /** The next `times` requests that match get the fault instead of an answer. */
  failWhen(matches: (request: S3Request) => boolean, fault: S3Fault, times?: number): void;
  stop(): Promise<void>;
}
