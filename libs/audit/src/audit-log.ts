import { randomBytes } from 'node:crypto';
import type { Tx } from '@guildhall/database';
import { type Actor, actorLabel } from '@guildhall/messages/contract';
import { currentCorrelationId } from '@guildhall/observability';
import { v7 as uuidv7 } from 'uuid';
import { digestOf } from './chain.js';

export interface AuditRecord {
  /** `<thing>.<what happened>`, for example `application.advanced`; a read is `<thing>.viewed`. */
  action: string;
  /** Id of what it was done to. */
  subject: string;
  actor: Actor;
  /** Plain JSON: ids, codes, before and after. May be erased with the person whom it is about. */
  details?: object;
}

export const erasedAction = 'audit.details_erased';
const saltBytes = 16;

/** Who did what, written in the transaction of the deed itself; `AuditSealer` chains it afterwards. */
export class AuditLog {
  /** @param at business time, from a `Clock` */
  async record(tx: Tx, record: AuditRecord, at: Date): Promise<void> {
    // Through JSON first: the digest must be of what the column gives back (no `undefined`, dates as text).
    const text = record.details === undefined ? null : JSON.stringify(record.details);
    const details = text === null ? null : JSON.parse(text);
    const salt = randomBytes(saltBytes).toString('hex');
    await tx.query(
      `INSERT INTO audit_entry (id, at, action, subject, actor, correlation_id, details, salt, digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        uuidv7(),
        at,
        record.action,
        record.subject,
        actorLabel(record.actor),
        currentCorrelationId() ?? null,
        text,
        salt,
        digestOf(salt, details),
      ],
    );
  }

  /**
   * Erases the details of everything that was recorded about a subject, with their salts, so that the digests that remain
   * cannot be guessed back. That it happened is itself recorded, and `verifyAudit` asks for that record.
   */
  async eraseDetails(tx: Tx, erasure: { subject: string; actor: Actor }, at: Date): Promise<void> {
    await tx.query('UPDATE audit_entry SET details = NULL, salt = NULL WHERE subject = $1 AND salt IS NOT NULL', [
      erasure.subject,
    ]);
    await this.record(tx, { ...erasure, action: erasedAction }, at);
  }
}
