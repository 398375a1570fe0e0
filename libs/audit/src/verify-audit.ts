import type { DataSource } from 'typeorm';
import type { AuditHead } from './audit-heads.js';
import { erasedAction } from './audit-log.js';
import { type ChainedEntry, chainStart, digestOf, entryColumns, linkHash } from './chain.js';

export interface BrokenLink {
  /** Null where the entry stands outside the chain. */
  position: number | null;
  entryId: string | null;
  reason: string;
}

export interface AuditVerdict {
  entries: number;
  sealed: number;
  firstBroken: BrokenLink | null;
}

interface LinkRow extends ChainedEntry {
  position: string;
  entry_id: string;
  hash: string;
  /** Null where the entry of the seal is gone. */
  id: string;
  details: object | null;
  salt: string | null;
  erasure_recorded: boolean;
}

interface ChainEnd {
  position: number;
  hash: string;
}

const pageSize = 2_000;

/**
 * Walks the chain of one service from its start and names the first link that does not hold: an entry that was edited,
 * deleted or moved, or a seal that was. A kept head, where given, also shows a chain that was cut off or written anew.
 * An entry that was deleted before its seal (within about a second) leaves no trace here.
 */
export async function verifyAudit(source: DataSource, keptHead: AuditHead | null = null): Promise<AuditVerdict> {
  const [counts] = await source.query(
    'SELECT (SELECT count(*) FROM audit_entry) AS entries, (SELECT count(*) FROM audit_seal) AS sealed',
  );
  const firstBroken = (await walk(source, keptHead)) ?? (await findSealedWithoutSeal(source));
  return { entries: Number(counts.entries), sealed: Number(counts.sealed), firstBroken };
}

async function walk(source: DataSource, keptHead: AuditHead | null): Promise<BrokenLink | null> {
  let end: ChainEnd = { position: 0, hash: chainStart };
  for (;;) {
    const page: LinkRow[] = await source.query(
      `SELECT s.position, s.entry_id, s.hash, e.details, e.salt, ${entryColumns},
              e.salt IS NULL AND EXISTS (
                SELECT FROM audit_entry r WHERE r.subject = e.subject AND r.action = $3) AS erasure_recorded
       FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
       WHERE s.position > $1 ORDER BY s.position LIMIT $2`,
      [end.position, pageSize, erasedAction],
    );
    for (const row of page) {
      const reason = whyBroken(row, end);
      if (reason !== null) return { position: end.position + 1, entryId: row.entry_id, reason };
      end = { position: end.position + 1, hash: row.hash };
      if (keptHead?.position === end.position && keptHead.hash !== end.hash) {
        return {
          position: end.position,
          entryId: row.entry_id,
          reason: 'the chain was written anew since the kept head',
        };
      }
    }
    if (page.length < pageSize) break;
  }
  if (keptHead && keptHead.position > end.position) {
    const reason = `the chain ends here, but its kept head is at ${keptHead.position}`;
    return { position: end.position + 1, entryId: null, reason };
  }
  return null;
}

/** Why a row is not the link that follows `end`; null where it is. */
function whyBroken(row: LinkRow, end: ChainEnd): string | null {
  if (Number(row.position) !== end.position + 1) return 'the seal of this position was deleted';
  if (row.id === null) return 'the entry was deleted';
  if (row.salt === null) {
    if (row.details !== null) return 'the details were edited after their erasure';
    if (!row.erasure_recorded) return 'the details were removed and no erasure was recorded';
  } else if (digestOf(row.salt, row.details) !== row.digest) return 'the details were edited';
  if (linkHash(end.hash, end.position + 1, row) !== row.hash) return 'the entry was edited, or links changed places';
  return null;
}

async function findSealedWithoutSeal(source: DataSource): Promise<BrokenLink | null> {
  const [entry] = await source.query(
    `SELECT e.id FROM audit_entry e
     WHERE e.sealed AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id) ORDER BY e.id LIMIT 1`,
  );
  return entry ? { position: null, entryId: entry.id, reason: 'the entry was sealed and its seal was deleted' } : null;
}
