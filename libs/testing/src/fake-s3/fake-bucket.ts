import { createHash } from 'node:crypto';
import type { S3Request } from './fake-s3.js';
import { S3Refusal } from './s3-refusal.js';

const minPartBytes = 5 * 1024 ** 2;
const nothing = Buffer.alloc(0);

interface StoredPart {
  content: Buffer;
  bytes: number;
  etag: string;
}

interface OpenUpload {
  key: string;
  parts: Map<number, StoredPart>;
}

export interface S3Reply {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** The objects and open multipart uploads of one bucket. */
export class FakeBucket {
  readonly objects = new Map<string, StoredPart>();
  readonly openUploads = new Map<string, OpenUpload>();
  private uploadCount = 0;

  constructor(private readonly discardContent: boolean) {}

  handle(request: S3Request, body: Buffer): S3Reply {
    const { method, key, query } = request;
    const uploadId = query.get('uploadId');
    if (method === 'POST' && query.has('uploads')) return this.beginUpload(key);
    if (method === 'POST' && uploadId) return this.completeUpload(key, uploadId, body);
    if (method === 'PUT' && uploadId) return this.putPart(uploadId, Number(query.get('partNumber')), body);
    if (method === 'DELETE' && uploadId) return this.abortUpload(uploadId);
    if (method === 'PUT') return this.putObject(key, body);
    if (method === 'GET' || method === 'HEAD') return this.getObject(request);
    if (method === 'DELETE') {
      this.objects.delete(key);
      return { status: 204, headers: {}, body: nothing };
    }
    throw new S3Refusal(405, 'MethodNotAllowed');
  }

  private putObject(key: string, body: Buffer): S3Reply {
    const stored = this.store(body);
    this.objects.set(key, stored);
    return { status: 200, headers: { etag: stored.etag }, body: nothing };
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

  private beginUpload(key: string): S3Reply {
    this.uploadCount += 1;
    const uploadId = `upload-${this.uploadCount}`;
    this.openUploads.set(uploadId, { key, parts: new Map() });
    return xml(`<InitiateMultipartUploadResult><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`);
  }

  private putPart(uploadId: string, partNumber: number, body: Buffer): S3Reply {
    const stored = this.store(body);
    this.uploadOf(uploadId).parts.set(partNumber, stored);
    return { status: 200, headers: { etag: stored.etag }, body: nothing };
  }

  private completeUpload(key: string, uploadId: string, body: Buffer): S3Reply {
    const { parts } = this.uploadOf(uploadId);
    const listed = [...body.toString().matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"'),
    }));
    const chosen = listed.map(({ number, etag }) => {
      const part = parts.get(number);
      if (!part || part.etag !== etag) throw new S3Refusal(400, 'InvalidPart');
      return part;
    });
    if (chosen.slice(0, -1).some(({ bytes }) => bytes < minPartBytes)) throw new S3Refusal(400, 'EntityTooSmall');
    this.openUploads.delete(uploadId);
    const bytes = chosen.reduce((sum, part) => sum + part.bytes, 0);
    const etag = `"${md5(chosen.map((part) => part.etag).join())}-${chosen.length}"`;
    this.objects.set(key, { content: Buffer.concat(chosen.map(({ content }) => content)), bytes, etag });
    return xml(`<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`);
  }

  private abortUpload(uploadId: string): S3Reply {
    this.uploadOf(uploadId);
    this.openUploads.delete(uploadId);
    return { status: 204, headers: {}, body: nothing };
  }

  private uploadOf(uploadId: string): OpenUpload {
    const open = this.openUploads.get(uploadId);
    if (!open) throw new S3Refusal(404, 'NoSuchUpload');
    return open;
  }

  private store(body: Buffer): StoredPart {
    return { content: this.discardContent ? nothing : body, bytes: body.byteLength, etag: `"${md5(body)}"` };
  }
}

function md5(content: Buffer | string): string {
  return createHash('md5').update(content).digest('hex');
}

function xml(text: string): S3Reply {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
  return { status: 200, headers: { 'content-type': 'application/xml', 'content-length': body.byteLength }, body };
}
