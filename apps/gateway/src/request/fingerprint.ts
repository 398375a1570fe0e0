import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785; its types describe a default export that Node does not see as one. */
const canonicalJson = canonicalize as unknown as (value: unknown) => string;

/**
 * What tells one request from another under the same `Idempotency-Key`. Keyed: services keep fingerprints for a day or more, and
 * a plain hash of a body that holds a tax number and little else would give the number away to who tries all of them. All
 * gateways share the key.
 */
export class Fingerprints {
  constructor(private readonly key: Buffer) {}

  /**
   * HMAC-SHA-256 (hex) of what a request asks: the same for bodies that differ in spaces and the order of their members only.
   * @see https://www.rfc-editor.org/rfc/rfc8785
   */
  of(method: string, path: string, body: unknown): string {
    const canonicalBody = body === undefined || body === null ? '' : canonicalJson(body);
    return createHmac('sha256', this.key).update(`request:${method}\n${path}\n${canonicalBody}`).digest('hex');
  }
}
