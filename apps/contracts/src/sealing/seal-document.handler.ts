import { createHash } from 'node:crypto';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { contractSealed } from '@guildhall/messages/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { DocumentEntity } from '../contract/contract.entity.js';
import { type DocumentJobPayload, sealDocument } from '../contract/contract.jobs.js';
import { ContractRepository } from '../contract/contract.repository.js';
import { ContractFiles } from '../contract/contract-files.js';
import { ContractRecords } from '../contract/contract-records.js';
import { DocumentSealer } from './document-sealer.js';

/**
 * Seals one document of a contract that everybody has signed. The seal counts once it was read back from storage, verified,
 * and written down; of two workers that seal at once, one writes it down.
 */
@Injectable()
export class SealDocumentHandler {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly files: ContractFiles,
    private readonly sealer: DocumentSealer,
    private readonly records: ContractRecords,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(sealDocument)
  async seal({ documentId }: DocumentJobPayload, run: JobRun): Promise<void> {
    const document = await this.contracts.findDocument(documentId);
    if (document?.state !== 'signed') return;
    const contract = await this.contracts.find(document.contractId);
    if (!contract || !['all_signed', 'sealing'].includes(contract.state)) return;
    const at = this.clock.now();
    const original = await this.files.original(document, run.signal);
    if (sha256Of(original) !== document.originalSha256) throw notWhatWasSigned(document);
    const evidence = await this.records.evidence.chainOf(contract.id);
    const sealed = await this.sealer.seal({ contract, document, evidence, original, at });
    const sha256 = sha256Of(sealed);
    await this.files.keepSealed(document, sha256, sealed, run.signal);
    await this.sealer.requireSealed(await this.files.sealed(document, sha256, run.signal));
    await this.faultPoints.reached('seal');
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.writeDown(tx, document, sha256, at, run);
    });
    await this.faultPoints.reached('seal-committed');
  }

  private async writeDown(tx: Tx, document: DocumentEntity, sha256: string, at: Date, run: JobRun): Promise<void> {
    const { contractId } = document;
    const contract = await this.contracts.lock(tx, contractId);
    if (!contract) return;
    const hasStarted = (await this.contracts.move(tx, contractId, 'startSealing')) || contract.state === 'sealing';
    // Voided in between: what was made is no seal of anything.
    if (!hasStarted || !(await this.contracts.markSealed(tx, document.id, sha256, at))) return;
    const entry = { type: 'sealed', actor: 'service:contracts', documentSha256: sha256 } as const;
    await this.records.evidence.append(tx, contractId, entry, at);
    const documents = await this.contracts.documentsOf([contractId], tx);
    if (documents.some(({ state }) => state !== 'sealed')) return;
    if (!(await this.contracts.move(tx, contractId, 'seal', { sealedAt: at }))) return;
    await this.records.facts.tell(tx, contractSealed, contract, run.context, at);
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function notWhatWasSigned({ id }: DocumentEntity): AppError {
  return new AppError('internal', `The stored file of document ${id} is not what was signed; it is not sealed.`);
}
