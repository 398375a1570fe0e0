import type { DataSource } from 'typeorm';
import { ContractEntity } from '../../apps/contracts/src/contract/contract.entity.js';
import { EvidenceEntity } from '../../apps/contracts/src/evidence/evidence.entity.js';
import { type EvidenceHead, firstBrokenLink } from '../../apps/contracts/src/evidence/evidence-chain.js';

export interface EvidenceVerdict {
  contracts: number;
  /** Contracts of which the audit log keeps a head: of all but drafts. */
  anchored: number;
  links: number;
  /** The first link of each chain that does not hold. */
  broken: { contractId: string; seq: number }[];
}

/**
 * Walks the chain of evidence of every contract and compares it with its heads in the audit log, whose own chain `verifyAudit`
 * walks: what stands there is taken as true here.
 */
export async function verifyEvidence(source: DataSource): Promise<EvidenceVerdict> {
  const verdict: EvidenceVerdict = { contracts: 0, anchored: 0, links: 0, broken: [] };
  for (const contractId of await contractsIn(source)) {
    // The heads first: a chain that grows in between still has what they name.
    const heads = await headsOf(source, contractId);
    const chain = await source.manager.find(EvidenceEntity, { where: { contractId }, order: { seq: 'ASC' } });
    const seq = firstBrokenLink(chain, heads);
    verdict.contracts += 1;
    verdict.anchored += heads.length > 0 ? 1 : 0;
    verdict.links += chain.length;
    if (seq !== null) verdict.broken.push({ contractId, seq });
  }
  return verdict;
}

/** Also those that only the audit log still knows. */
async function contractsIn(source: DataSource): Promise<string[]> {
  const contracts = await source.manager.find(ContractEntity, { select: { id: true } });
  const audited: { subject: string }[] = await source.query(
    `SELECT DISTINCT subject FROM audit_entry WHERE jsonb_exists(details, 'evidence')`,
  );
  return [...new Set([...contracts.map(({ id }) => id), ...audited.map(({ subject }) => subject)])].sort();
}

async function headsOf(source: DataSource, contractId: string): Promise<EvidenceHead[]> {
  const entries: { evidence: EvidenceHead }[] = await source.query(
    `SELECT details -> 'evidence' AS evidence FROM audit_entry
     WHERE subject = $1 AND jsonb_exists(details, 'evidence') ORDER BY id`,
    [contractId],
  );
  return entries.map(({ evidence }) => evidence);
}
