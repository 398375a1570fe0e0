import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
}

const answerWithinMs = 60_000;

/** Requests on one kept connection, as one page of one applicant makes them. `node:http`, since `fetch` costs a client more. */
export class TusSession {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Makes the upload of the take's one segment. @returns its location */
  async create(takeId: string, length: number | 'deferred'): Promise<string> {
    const metadata = Object.entries({ takeId, segment: '0', filetype: 'video/webm' });
    const created = await this.send('POST', '/v1/uploads', {
      'upload-metadata': metadata.map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`).join(','),
      ...(length === 'deferred' ? { 'upload-defer-length': '1' } : { 'upload-length': String(length) }),
      'content-length': '0',
    });
    const { location } = created.headers;
    if (created.status !== 201 || !location) throw new Error(`The upload of ${takeId} answered ${created.status}.`);
    return location;
  }

  async patch(location: string, offset: number, body: Buffer | Iterable<Buffer>, bytes: number, isLast = false) {
    const headers = {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(bytes),
      ...(isLast ? { 'upload-length': String(offset + bytes) } : {}),
    };
    return await this.send('PATCH', location, headers, body);
  }

  async offsetOf(location: string): Promise<number> {
    return Number((await this.send('HEAD', location)).headers['upload-offset']);
  }

  /** Asks for the acknowledgement. @returns the status of the answer */
  async complete(takeId: string, segment: { uploadId: string; bytes: number; sha256: string }): Promise<number> {
    const body = Buffer.from(JSON.stringify({ segments: [segment] }));
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    return (await this.send('POST', `/v1/takes/${takeId}/complete`, headers, body)).status;
  }

  close(): void {
    this.agent.destroy();
  }

  async send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Buffer | Iterable<Buffer>,
  ): Promise<HttpAnswer> {
    const sent = request(new URL(path, this.url), {
      method,
      agent: this.agent,
      headers: { authorization: `Bearer ${this.token}`, 'tus-resumable': '1.0.0', ...headers },
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const answered = new Promise<HttpAnswer>((resolve, reject) => {
      sent.once('error', reject);
      sent.once('response', (response) => {
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
        response.resume();
      });
    });
    // Its failure is the answer's, too.
    if (body && !Buffer.isBuffer(body)) await pipeline(Readable.from(body), sent).catch(() => undefined);
    else sent.end(body);
    return await answered;
  }
}

export const uploadIdOf = (location: string) => location.split('/').at(-1)!;
