import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785; its types describe a default export that Node does not see as one. */
const canonicalJson = canonicalize as unknown as (value: unknown) => string;

/**
 * SHA-256 (hex) of what a request asks: the same for bodies that differ in spaces and the order of their members only.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function fingerprintOf(method: string, path: string, body: unknown): string {
  const canonicalBody = body === undefined || body === null ? '' : canonicalJson(body);
  return createHash('sha256').update(`${method}\n${path}\n${canonicalBody}`).digest('hex');
}
