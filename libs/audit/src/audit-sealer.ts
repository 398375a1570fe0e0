import { type Database, Repeating, type Tx, type WarningLog } from '@guildhall/database';
import type { ServiceName } from '@guildhall/messages/contract';
import type { AuditHead, AuditHeads } from './audit-heads.js';
import { type ChainedEntry, chainStart, entryColumns, linkHash } from './chain.js';

export interface AuditSealerOptions {
  service: ServiceName;
  database: Database;
  logger: WarningLog;
  /** Where the head is kept outside the database; absent where nobody asks for it. */
  heads?: AuditHeads;
  everyMs?: number;
}

const defaultEveryMs = 1_000;
const batchSize = 2_000;

/**
 * Chains the audit entries of a service after their transactions have committed: a hash chain inside the transaction would
 * make every writer wait for the one before. All replicas may run a sealer; an advisory lock lets one work at a time.
 */
export class AuditSealer {
  private readonly rounds: Repeating;

  constructor(private readonly options: AuditSealerOptions) {
    const onError = (error: unknown) => this.warn(error);
    this.rounds = new Repeating({ everyMs: options.everyMs ?? defaultEveryMs, run: () => this.seal(), onError });
  }

  start(): void {
    this.rounds.start();
  }

  /** Stops, and seals what was recorded until now. */
  async close(): Promise<void> {
    await this.rounds.close();
    await this.seal().catch((error) => this.warn(error));
  }

  /** Seals every committed entry that has no seal yet. @returns how many were sealed by this call. */
  async seal(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const batch = await this.options.database.transaction((tx) => this.sealBatch(tx));
      if (!batch) return sealed;
      sealed += batch.count;
      await this.options.heads?.keep(batch.head);
      if (batch.count < batchSize) return sealed;
    }
  }

  /** Null where there is nothing to seal or another replica is just sealing. */
  private async sealBatch(tx: Tx): Promise<{ count: number; head: AuditHead } | null> {
    const [{ locked }] = await tx.query(`SELECT pg_try_advisory_xact_lock(hashtext($1)) AS locked`, [
      `guildhall:audit:${this.options.service}`,
    ]);
    if (!locked) return null;
    const entries: ChainedEntry[] = await tx.query(
      `SELECT ${entryColumns} FROM audit_entry e WHERE NOT e.sealed ORDER BY e.id LIMIT $1`,
      [batchSize],
    );
    if (entries.length === 0) return null;
    const [last] = await tx.query('SELECT position, hash FROM audit_seal ORDER BY position DESC LIMIT 1');
    let position = Number(last?.position ?? 0);
    let hash: string = last?.hash ?? chainStart;
    const seals = entries.map((entry) => {
      position += 1;
      hash = linkHash(hash, position, entry);
      return { position, entryId: entry.id, hash };
    });
    await tx.query(
      `INSERT INTO audit_seal (position, entry_id, hash) SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[])`,
      [seals.map((seal) => seal.position), seals.map((seal) => seal.entryId), seals.map((seal) => seal.hash)],
    );
    await tx.query('UPDATE audit_entry SET sealed = true WHERE id = ANY($1)', [entries.map((entry) => entry.id)]);
    return { count: seals.length, head: { service: this.options.service, position, hash } };
  }

  private warn(error: unknown): void {
    this.options.logger.warn({ err: error }, 'Audit entries could not be sealed; the next round does it.');
  }
}
