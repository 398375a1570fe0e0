import { IsId, job } from '@guildhall/messages/contract';

export class ContractJobPayload {
  @IsId('ctr')
  contractId!: string;
}

/** Writes the documents of a contract, freezes them and has them sent. */
export const prepareContract = job({
  service: 'contracts',
  queue: 'documents',
  name: 'prepare-contract',
  payload: ContractJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 60_000,
});

/** Ends a contract that was not signed in time. */
export const expireContract = job({
  service: 'contracts',
  queue: 'deadlines',
  name: 'expire-contract',
  payload: ContractJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 30_000,
});

export class DocumentJobPayload {
  @IsId('doc')
  documentId!: string;
}

/** Seals one signed document. */
export const sealDocument = job({
  service: 'contracts',
  queue: 'sealing',
  name: 'seal-document',
  payload: DocumentJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 60_000,
});
