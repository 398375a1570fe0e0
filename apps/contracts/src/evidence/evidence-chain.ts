import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EvidenceEntity } from './evidence.entity.js';

/** What the first link points to. */
export const firstPrevHash = '0'.repeat(64);

/** RFC 8785; its types describe a default export that Node does not see as one. */
const canonicalJson = canonicalize as unknown as (value: unknown) => string;

/**
 * SHA-256 (hex) over the hash before and the canonical JSON of the entry. The hash of a consent's text is part of it where
 * there is one: links from before it was written down hold as they are.
 */
export function evidenceHash(entry: Omit<EvidenceEntity, 'hash'>): string {
  const { at, consentTextSha256, ...rest } = entry;
  const text = consentTextSha256 === null ? {} : { consentTextSha256 };
  const content = canonicalJson({ ...rest, ...text, at: at.toISOString() });
  return createHash('sha256').update(entry.prevHash, 'hex').update(content, 'utf8').digest('hex');
}

/** The last link of a chain at some time, as it was written down elsewhere. */
export interface EvidenceHead {
  seq: number;
  hash: string;
}

/**
 * The first link that does not hold, by its place from 1: edited, left out, put in another order. Null where all hold.
 *
 * A chain that was cut off at its end, or computed anew as a whole, holds in itself: only heads that were kept show it. They
 * stand in the audit log, in each entry about the contract, from its sending to its end; the place that is named is that of
 * the first head that differs, and what was changed lies there or before. Links that were added after the last head, as
 * visits to a contract that is still open are, can be cut off unseen.
 */
export function firstBrokenLink(chain: readonly EvidenceEntity[], heads: readonly EvidenceHead[] = []): number | null {
  const places = heads.filter(({ seq, hash }) => chain[seq - 1]?.hash !== hash).map(({ seq }) => seq);
  const broken = firstUnchained(chain);
  if (broken !== null) places.push(broken);
  return places.length === 0 ? null : Math.min(...places);
}

function firstUnchained(chain: readonly EvidenceEntity[]): number | null {
  let prevHash = firstPrevHash;
  for (const [index, entry] of chain.entries()) {
    const { hash, ...rest } = entry;
    const holds = entry.seq === index + 1 && entry.prevHash === prevHash && evidenceHash(rest) === hash;
    if (!holds) return index + 1;
    prevHash = hash;
  }
  return null;
}
