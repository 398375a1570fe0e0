import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EvidenceEntity, type EvidenceType } from './evidence.entity.js';
import { type EvidenceHead, evidenceHash, firstPrevHash } from './evidence-chain.js';

export interface EvidenceEntry {
  type: EvidenceType;
  actor: string;
  authMethod?: string;
  ip?: string;
  userAgent?: string | null;
  documentSha256?: string | null;
  consentVersion?: string | null;
  consentTextSha256?: string | null;
}

@Injectable()
export class EvidenceRepository {
  constructor(private readonly database: Database) {}

  /** Adds a link; the contract has to be locked, so that no two take the same place. */
  async append(tx: Tx, contractId: string, given: EvidenceEntry, at: Date): Promise<void> {
    const last = await this.headOf(tx, contractId);
    const entry = {
      ...{ contractId, seq: (last?.seq ?? 0) + 1, prevHash: last?.hash ?? firstPrevHash },
      ...{ type: given.type, actor: given.actor, authMethod: given.authMethod ?? null, ip: given.ip ?? null },
      ...{ userAgent: given.userAgent ?? null, documentSha256: given.documentSha256 ?? null },
      ...{ consentVersion: given.consentVersion ?? null, consentTextSha256: given.consentTextSha256 ?? null, at },
    };
    await tx.insert(EvidenceEntity, { ...entry, hash: evidenceHash(entry) });
  }

  /** Null where nothing has happened yet. */
  async headOf(tx: Tx, contractId: string): Promise<EvidenceHead | null> {
    const [last] = await tx.find(EvidenceEntity, { where: { contractId }, order: { seq: 'DESC' }, take: 1 });
    return last ? { seq: last.seq, hash: last.hash } : null;
  }

  /** From the first link on; a contract has a few dozen. */
  async chainOf(contractId: string, manager: EntityManager = this.database.read): Promise<EvidenceEntity[]> {
    return await manager.find(EvidenceEntity, { where: { contractId }, order: { seq: 'ASC' }, take: 10_000 });
  }
}
