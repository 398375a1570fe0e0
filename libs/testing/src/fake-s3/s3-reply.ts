import { createHash } from 'node:crypto';

export interface S3Reply {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
}

export interface StoredBytes {
  content: Buffer;
  bytes: number;
  etag: string;
}

export function md5(content: Buffer | string): string {
  return createHash('md5').update(content).digest('hex');
}

export function emptyReply(status: number, headers: Record<string, string> = {}): S3Reply {
  return { status, headers, body: Buffer.alloc(0) };
}

export function xmlReply(text: string): S3Reply {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
  return { status: 200, headers: { 'content-type': 'application/xml', 'content-length': body.byteLength }, body };
}

/** Elements by name, in order; what is undefined is left out. */
export function elements(values: Record<string, string | number | boolean | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
