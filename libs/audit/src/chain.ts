import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

// The package is CommonJS and its types describe an ES module, so that the compiler takes the function for a namespace.
const canonicalJson = canonicalize as unknown as (value: object | null) => string;

/** What the chain says about an entry: everything but the details themselves. */
export interface ChainedEntry {
  id: string;
  /** ISO 8601 with six decimals, UTC, as `entryColumns` gives it. */
  at: string;
  action: string;
  subject: string;
  actor: string;
  correlation_id: string | null;
  digest: string;
}

/** For a SELECT on `audit_entry e`. The time is text, since a `Date` would drop the microseconds of a tampered one. */
export const entryColumns = `e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  e.action, e.subject, e.actor, e.correlation_id, e.digest`;

/** What stands in front of the first link. */
export const chainStart = createHash('sha256').update('guildhall audit chain 1').digest('hex');

/** @see RFC 8785 for the canonical form, which Postgres' own order of keys does not disturb */
export function digestOf(salt: string, details: object | null): string {
  return createHash('sha256')
    .update(`${salt}\n${canonicalJson(details)}`)
    .digest('hex');
}

export function linkHash(previousHash: string, position: number, entry: ChainedEntry): string {
  const { id, at, action, subject, actor, correlation_id, digest } = entry;
  const content = JSON.stringify([previousHash, position, id, at, action, subject, actor, correlation_id, digest]);
  return createHash('sha256').update(content).digest('hex');
}
