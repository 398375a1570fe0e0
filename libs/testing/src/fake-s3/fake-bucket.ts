import { FakeUploads, type FakeUploadsOptions, type OpenUpload } from './fake-uploads.js';
import { S3Refusal } from './s3-refusal.js';
import { emptyReply, md5, type S3Reply, type StoredBytes } from './s3-reply.js';
import type { S3Request } from './s3-request.js';

/** The objects and open multipart uploads of one bucket. */
export class FakeBucket {
  readonly objects = new Map<string, StoredBytes>();
  /** What time it is for the server, in dates that it gives and in signatures that it takes. */
  now: () => Date = () => new Date();
  private readonly uploads: FakeUploads;

  constructor(private readonly options: Omit<FakeUploadsOptions, 'now'> & { discardContent: boolean }) {
    this.uploads = new FakeUploads({ ...options, now: () => this.now() });
  }

  /** By their ids. */
  get openUploads(): ReadonlyMap<string, OpenUpload> {
    return this.uploads.open;
  }

  handle(request: S3Request, body: Buffer): S3Reply {
    const { method, key, query } = request;
    if (query.has('uploads') || query.has('uploadId')) return this.handleUpload(request, body);
    if (method === 'PUT') return this.putObject(key, body);
    if (method === 'GET' || method === 'HEAD') return this.getObject(request);
    if (method === 'DELETE') {
      this.objects.delete(key);
      return emptyReply(204);
    }
    throw new S3Refusal(405, 'MethodNotAllowed');
  }

  private handleUpload({ method, key, query }: S3Request, body: Buffer): S3Reply {
    if (query.has('uploads')) {
      if (method === 'POST' && key !== '') return this.uploads.begin(key);
      if (method === 'GET' && key === '') return this.uploads.list(query);
    } else if (method === 'POST') {
      const { made, reply } = this.uploads.complete(key, query, body);
      this.objects.set(key, made);
      return reply;
    } else if (method === 'PUT') return this.uploads.putPart(key, query, this.store(body));
    else if (method === 'GET') return this.uploads.listParts(key, query);
    else if (method === 'DELETE') return this.uploads.abort(key, query);
    throw new S3Refusal(405, 'MethodNotAllowed');
  }

  private putObject(key: string, body: Buffer): S3Reply {
    const stored = this.store(body);
    this.objects.set(key, stored);
    return emptyReply(200, { etag: stored.etag });
  }

  private getObject({ key, range }: S3Request): S3Reply {
    const found = this.objects.get(key);
    if (!found) throw new S3Refusal(404, 'NoSuchKey');
    const common = { etag: found.etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
    if (range === undefined) {
      return { status: 200, headers: { ...common, 'content-length': found.bytes }, body: found.content };
    }
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
    const start = Number(first);
    const end = Math.min(last ? Number(last) : found.bytes - 1, found.bytes - 1);
    if (first === undefined || start > end) throw new S3Refusal(416, 'InvalidRange');
    const headers = {
      ...common,
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${found.bytes}`,
    };
    return { status: 206, headers, body: found.content.subarray(start, end + 1) };
  }

  private store(body: Buffer): StoredBytes {
    const content = this.options.discardContent ? Buffer.alloc(0) : body;
    return { content, bytes: body.byteLength, etag: `"${md5(body)}"` };
  }
}
