import type { Contract, ContractDocument } from '@guildhall/messages/contracts';
import type { ContractEntity, DocumentEntity } from './contract.entity.js';
import { contractProblem } from './contract-problems.js';

export function contractView(contract: ContractEntity, documents: DocumentEntity[]): Contract {
  const { id, offerId, applicationId, personId, projectId, state, recipientState, declineReason } = contract;
  return {
    ...{ id, offerId, applicationId, personId, projectId, state, recipientState, declineReason },
    problem: contract.problemCode === null ? null : contractProblem(contract.problemCode),
    documents: documents.filter(({ contractId }) => contractId === id).map(documentView),
    createdAt: contract.createdAt.toISOString(),
    sentAt: contract.sentAt?.toISOString() ?? null,
    expiresAt: contract.expiresAt?.toISOString() ?? null,
    sealedAt: contract.sealedAt?.toISOString() ?? null,
  };
}

function documentView(document: DocumentEntity): ContractDocument {
  const { id, kind, title, state, originalSha256, sealedSha256 } = document;
  return {
    ...{ id, kind, title, state, originalSha256, sealedSha256 },
    signedAt: document.signedAt?.toISOString() ?? null,
    sealedAt: document.sealedAt?.toISOString() ?? null,
  };
}
