import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeBucket } from './fake-bucket.js';
import { S3Refusal } from './s3-refusal.js';
import { assertPayload, assertPlainBody, assertSigned, type SigningCredentials } from './signed-request.js';

export interface S3Request {
  method: string;
  key: string;
  query: URLSearchParams;
  range: string | undefined;
  /** 1 for the first request that the server saw. */
  count: number;
}

/**
 * What the server does instead of answering: `drop` cuts the connection, in a GET after half of the body; `stall` takes
 * the beginning of the request's body and reads no further, `hang` takes all of it.
 */
export type S3Fault = { status: number; code: string } | 'hang' | 'drop' | 'stall';

interface PlannedFault {
  matches: (request: S3Request) => boolean;
  fault: S3Fault;
  timesLeft: number;
}

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
export class FakeS3 {
  readonly requests: S3Request[] = [];
  /** Requests whose bodies are stuck in the middle, by the fault `stall`. */
  readonly stalled: S3Request[] = [];
  private readonly faults: PlannedFault[] = [];

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

  /** The next `times` requests that match get the fault instead of an answer. */
  failWhen(matches: (request: S3Request) => boolean, fault: S3Fault, times = 1): void {
    this.faults.push({ matches, fault, timesLeft: times });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://s3');
    const [, bucketName, ...rest] = decodeURIComponent(url.pathname).split('/');
    const request: S3Request = {
      method: message.method ?? 'GET',
      key: rest.join('/'),
      query: url.searchParams,
      range: message.headers.range,
      count: this.requests.length + 1,
    };
    this.requests.push(request);
    try {
      const fault = this.takeFault(request);
      if (fault === 'stall') return await this.stall(request, message);
      const body = await bodyOf(message);
      if (fault === 'hang') return;
      if (fault === 'drop' && request.method !== 'GET') return void message.socket.destroy();
      if (typeof fault === 'object') throw new S3Refusal(fault.status, fault.code);
      const { headers, url: target = '/' } = message;
      assertSigned({ method: request.method, target, headers }, this.credentials, this.bucket.now());
      assertPayload(headers, body);
      assertPlainBody(headers, body);
      if (bucketName !== this.bucketName) throw new S3Refusal(404, 'NoSuchBucket');
      const reply = this.bucket.handle(request, body);
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

  private takeFault(request: S3Request): S3Fault | undefined {
    const planned = this.faults.find(({ matches, timesLeft }) => timesLeft > 0 && matches(request));
    if (planned) planned.timesLeft -= 1;
    return planned?.fault;
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function refuse(request: S3Request, response: ServerResponse, thrown: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const refusal = thrown instanceof S3Refusal ? thrown : new S3Refusal(500, 'InternalError');
  response.writeHead(refusal.status, { 'content-type': 'application/xml' });
  response.end(request.method === 'HEAD' ? undefined : refusal.toXml());
}
