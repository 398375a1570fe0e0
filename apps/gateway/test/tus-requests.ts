import { createHash } from 'node:crypto';
import type { CompletedSegment } from '@guildhall/messages/interviews';

/** tus over `fetch`, for what its client does not do or hides. */
export class TusRequests {
  constructor(
    private readonly url: string,
    readonly person: string,
  ) {}

  create(metadata: Record<string, string>, length: number | null): Promise<Response> {
    const encoded = Object.entries(metadata).map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`);
    return this.send('POST', '/v1/uploads', {
      'Upload-Metadata': encoded.join(','),
      ...(length === null ? { 'Upload-Defer-Length': '1' } : { 'Upload-Length': String(length) }),
    });
  }

  patch(location: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}): Promise<Response> {
    const sent = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream', ...headers };
    return this.send('PATCH', location, sent, bytes);
  }

  head(location: string): Promise<Response> {
    return this.send('HEAD', location);
  }

  delete(location: string): Promise<Response> {
    return this.send('DELETE', location);
  }

  send(method: string, location: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Response> {
    return fetch(new URL(location, this.url), {
      method,
      headers: { 'Tus-Resumable': '1.0.0', ...(this.person ? { 'x-person': this.person } : {}), ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
      signal: AbortSignal.timeout(15_000),
    });
  }

  /** Creates and fills one segment; gives its location. */
  async upload(takeId: string, segment: number, bytes: Buffer): Promise<string> {
    const created = await this.create({ takeId, segment: String(segment), filetype: 'video/webm' }, bytes.length);
    const location = created.headers.get('location') ?? '';
    if (bytes.length > 0) await this.patch(location, 0, bytes);
    return location;
  }
}

export const uploadIdOf = (location: string) => location.split('/').at(-1)!;

/** The first bytes of a WebM file, then noise. */
export function webmOf(size: number): Buffer {
  const bytes = Buffer.alloc(size, 'recorded ');
  Buffer.from('1a45dfa3', 'hex').copy(bytes);
  return bytes;
}

export function segmentOf(location: string, bytes: Buffer): CompletedSegment {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { uploadId: uploadIdOf(location), bytes: bytes.length, sha256 };
}
