import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { FakeBucket } from './fake-bucket.js';
import { PlannedFaults, type S3Fault } from './planned-faults.js';
import { S3Refusal } from './s3-refusal.js';
import { readRequest, type S3Request } from './s3-request.js';
import { assertPayload, assertPlainBody, assertSigned, type SigningCredentials } from './signed-request.js';
import type { WatchedS3 } from './watched-s3.js';

export interface FakeS3Options {
  bucket?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
  /** Entries on a page of a listing, at most 1,000. */
  pageSize?: number;
  /** Counts the bytes of objects and forgets them, for tests of the client's memory. */
  discardContent?: boolean;
}

/**
 * A server of the S3 REST API, as far as an object store uses it: PUT, GET with ranges, HEAD, DELETE and multipart uploads
 * with their listings, in path style. It is as strict as the strictest compatible servers: requests without the right
 * signature, `aws-chunked` bodies, wrong Content-MD5 and parts under 5 MiB are refused.
 */
export class FakeS3 implements WatchedS3 {
  /** What specs may sign for: it takes any. */
  readonly region = 'eu-central-1';
  readonly requests: S3Request[] = [];
  readonly stalled: S3Request[] = [];
  private readonly faults = new PlannedFaults();

  private constructor(
    private readonly server: Server,
    readonly bucket: FakeBucket,
    readonly bucketName: string,
    private readonly credentials: SigningCredentials,
  ) {}

  static async start(options: FakeS3Options = {}): Promise<FakeS3> {
    const server = createServer();
    const bucketName = options.bucket ?? 'recordings';
    const { discardContent = false, pageSize = 1000 } = options;
    const fake = new FakeS3(server, new FakeBucket({ bucketName, discardContent, pageSize }), bucketName, {
      accessKeyId: options.accessKeyId ?? 'fake-access-key',
      secretAccessKey: options.secretAccessKey ?? 'fake-secret',
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void fake.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get accessKeyId(): string {
    return this.credentials.accessKeyId;
  }

  get secretAccessKey(): string {
    return this.credentials.secretAccessKey;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  failWhen(matches: (request: S3Request) => boolean, fault: S3Fault, times = 1): void {
    this.faults.add(matches, fault, times);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { bucketName, request } = readRequest(message, this.requests.length + 1);
    this.requests.push(request);
    try {
      const fault = this.faults.takeFor(request);
      if (fault === 'stall') return await this.stall(request, message);
      const body = await buffer(message);
      if (fault === 'hang') return;
      if (fault === 'drop' && request.method !== 'GET') return void message.socket.destroy();
      if (typeof fault === 'object') throw new S3Refusal(fault.status, fault.code);
      const { headers, url: target = '/' } = message;
      assertSigned({ method: request.method, target, headers }, this.credentials, this.bucket.now());
      assertPayload(headers, body);
      assertPlainBody(headers, body);
      if (bucketName !== this.bucketName) throw new S3Refusal(404, 'NoSuchBucket');
      const reply = this.bucket.handle(request, body);
      if (fault === 'lose') return void message.socket.destroy();
      response.writeHead(reply.status, reply.headers);
      if (fault === 'drop')
        response.write(reply.body.subarray(0, reply.body.byteLength / 2), () => message.socket.destroy());
      else response.end(request.method === 'HEAD' ? undefined : reply.body);
    } catch (thrown) {
      refuse(request, response, thrown);
    }
  }

  private async stall(request: S3Request, message: IncomingMessage): Promise<void> {
    await once(message, 'data');
    message.pause();
    this.stalled.push(request);
  }
}

function refuse(request: S3Request, response: ServerResponse, thrown: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const refusal = thrown instanceof S3Refusal ? thrown : new S3Refusal(500, 'InternalError');
  response.writeHead(refusal.status, { 'content-type': 'application/xml' });
  response.end(request.method === 'HEAD' ? undefined : refusal.toXml());
}
