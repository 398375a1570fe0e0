import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { HandleJob, type JobRun, ParkJob } from '@guildhall/jobs';
import { peopleNames } from '@guildhall/messages/accounts';
import { getOfferTerms, type OfferTerms } from '@guildhall/messages/applicants';
import { contractSent } from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { Inject, Injectable } from '@nestjs/common';
import type { ContractEntity, DocumentEntity } from './contract.entity.js';
import { type ContractJobPayload, prepareContract } from './contract.jobs.js';
import { ContractRepository } from './contract.repository.js';
import { ContractDocuments } from './contract-documents.js';
import { ContractExpiry } from './contract-expiry.js';
import { contractProblem, problemOf } from './contract-problems.js';
import { ContractRecords } from './contract-records.js';

/**
 * Asks for what the documents state, writes and freezes them; from then on the contract is sent. A draft ends with its offer,
 * also one that cannot be written.
 */
@Injectable()
export class PrepareContractHandler {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly documents: ContractDocuments,
    private readonly rpc: RpcClient,
    private readonly expiry: ContractExpiry,
    private readonly records: ContractRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(prepareContract)
  async prepare({ contractId }: ContractJobPayload, run: JobRun): Promise<void> {
    const contract = await this.contracts.find(contractId);
    if (contract?.state !== 'draft') return;
    const terms = await this.rpc.call(getOfferTerms, { offerId: contract.offerId });
    const expiresAt = new Date(terms.expiresAt);
    // The job may run late, after an outage or because somebody has it run again: nothing is sent for an offer that is over.
    if (terms.state !== 'extended' || expiresAt <= this.clock.now()) return await this.expire(contractId, run);
    // Before all that can fail: whatever becomes of this job, the draft ends with its offer.
    await this.database.transaction((tx) => this.expiry.plan(tx, contractId, expiresAt));
    const { people } = await this.rpc.call(peopleNames, { personIds: [contract.personId] });
    const signerName = people[0]?.displayName;
    if (signerName === undefined) throw new ParkJob(`Person ${contract.personId} does not exist any more.`);
    const documents = await this.written(contract, terms, signerName, run);
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const at = this.clock.now();
      const { rateMinor, currency, weeklyLimitSeconds, startDate, zone } = terms;
      const changes = { signerName, rateMinor: BigInt(rateMinor), currency, weeklyLimitSeconds, startDate, zone };
      const sent = { ...changes, sentAt: at, expiresAt, problemCode: null };
      if (!(await this.contracts.move(tx, contractId, 'send', sent))) return;
      await this.contracts.addDocuments(tx, documents);
      for (const { originalSha256 } of documents) {
        const entry = { type: 'sent', actor: 'service:contracts', documentSha256: originalSha256 } as const;
        await this.records.evidence.append(tx, contractId, entry, at);
      }
      await this.records.facts.tell(tx, contractSent, contract, run.context, at);
    });
  }

  private async expire(contractId: string, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.expiry.expire(tx, contractId, run.context, this.clock.now());
    });
  }

  /** @throws ParkJob where no repetition helps; why, and what does, then stands on the contract for its recruiters */
  private async written(
    contract: ContractEntity,
    terms: OfferTerms,
    signerName: string,
    run: JobRun,
  ): Promise<DocumentEntity[]> {
    try {
      return await this.documents.write(contract, terms, signerName, run.signal);
    } catch (error) {
      const code = problemOf(error, signerName);
      if (code === null) throw error;
      await this.database.transaction((tx) => this.contracts.noteProblem(tx, contract.id, code));
      // In words of ours: what cannot be drawn is part of a name, and names stand in no log.
      throw new ParkJob(`${contractProblem(code).title}.`);
    }
  }
}
