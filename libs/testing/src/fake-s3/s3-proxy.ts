import { once } from 'node:events';
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as requestOverTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { PlannedFaults, type S3Fault } from './planned-faults.js';
import { S3Refusal } from './s3-refusal.js';
import { readRequest, type S3Request } from './s3-request.js';
import type { WatchedS3 } from './watched-s3.js';

export interface RealS3 {
  endpoint: string;
  region: string;
  bucketName: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * Stands before a real server of S3: writes down what passes and plays the faults that `FakeS3` plays. All else goes on
 * unchanged, also the `Host` that the client signed, which is the proxy's: the server has to take any, as self-hosted ones do.
 */
export class S3Proxy implements WatchedS3 {
  readonly requests: S3Request[] = [];
  readonly stalled: S3Request[] = [];
  private readonly faults = new PlannedFaults();

  private constructor(
    private readonly server: Server,
    private readonly real: RealS3,
  ) {}

  static async start(real: RealS3): Promise<S3Proxy> {
    const server = createServer();
    const proxy = new S3Proxy(server, real);
    server.on('request', (message: IncomingMessage, response: ServerResponse) => {
      proxy.answer(message, response).catch(() => message.socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get region(): string {
    return this.real.region;
  }

  get bucketName(): string {
    return this.real.bucketName;
  }

  get accessKeyId(): string {
    return this.real.accessKeyId;
  }

  get secretAccessKey(): string {
    return this.real.secretAccessKey;
  }

  failWhen(matches: (request: S3Request) => boolean, fault: S3Fault, times = 1): void {
    this.faults.add(matches, fault, times);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { request: seen } = readRequest(message, this.requests.length + 1);
    this.requests.push(seen);
    const fault = this.faults.takeFor(seen);
    if (fault === undefined) return await this.passOn(message, response);
    if (fault === 'stall') return await this.stall(seen, message);
    if (fault === 'lose' || (fault === 'drop' && seen.method === 'GET'))
      return await this.cutReply(message, response, fault);
    await buffer(message);
    if (fault === 'hang') return;
    if (fault === 'drop') return void message.socket.destroy();
    response.writeHead(fault.status, { 'content-type': 'application/xml' });
    response.end(seen.method === 'HEAD' ? undefined : new S3Refusal(fault.status, fault.code).toXml());
  }

  private async passOn(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.replyTo(message, response);
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    await pipeline(reply, response);
  }

  /** The server does all that it was asked for, and the client learns nothing of it, or half. */
  private async cutReply(message: IncomingMessage, response: ServerResponse, fault: 'lose' | 'drop'): Promise<void> {
    const reply = await this.replyTo(message, response);
    const body = await buffer(reply);
    if (fault === 'lose') return void message.socket.destroy();
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    response.write(body.subarray(0, body.byteLength / 2), () => message.socket.destroy());
  }

  /** The server sees the beginning of a body, and later that its client is gone. */
  private async stall(seen: S3Request, message: IncomingMessage): Promise<void> {
    const upstream = this.send(message);
    const [beginning] = await once(message, 'data');
    message.pause();
    upstream.write(beginning);
    message.socket.once('close', () => upstream.destroy());
    this.stalled.push(seen);
  }

  private async replyTo(message: IncomingMessage, response: ServerResponse): Promise<IncomingMessage> {
    const upstream = this.send(message);
    // A client that is gone takes its request with it; a socket that is free again is somebody else's.
    response.once('close', () => response.writableFinished || upstream.destroy());
    message.pipe(upstream);
    const [reply] = (await once(upstream, 'response')) as [IncomingMessage];
    return reply;
  }

  private send({ method, url, headers }: IncomingMessage): ClientRequest {
    const { protocol, hostname, port } = new URL(this.real.endpoint);
    const sending = protocol === 'https:' ? requestOverTls : request;
    const upstream = sending({ hostname, port, method, path: url, headers });
    // What ends it is seen where its reply is waited for or read.
    upstream.on('error', () => undefined);
    return upstream;
  }
}
