import type { DataSource } from 'typeorm';
import { ContractEntity } from '../../apps/contracts/src/contract/contract.entity.js';
import { EvidenceEntity } from '../../apps/contracts/src/evidence/evidence.entity.js';
import { firstBrokenLink } from '../../apps/contracts/src/evidence/evidence-chain.js';

export interface EvidenceVerdict {
  contracts: number;
  links: number;
  /** The first link of each chain that does not hold. */
  broken: { contractId: string; seq: number }[];
}

/** Walks the chain of evidence of every contract. */
export async function verifyEvidence(source: DataSource): Promise<EvidenceVerdict> {
  const verdict: EvidenceVerdict = { contracts: 0, links: 0, broken: [] };
  const contracts = await source.manager.find(ContractEntity, { select: { id: true }, order: { id: 'ASC' } });
  for (const { id: contractId } of contracts) {
    const chain = await source.manager.find(EvidenceEntity, { where: { contractId }, order: { seq: 'ASC' } });
    const seq = firstBrokenLink(chain);
    verdict.contracts += 1;
    verdict.links += chain.length;
    if (seq !== null) verdict.broken.push({ contractId, seq });
  }
  return verdict;
}
