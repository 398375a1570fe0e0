import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { HandleJob, type JobRun, Jobs, ParkJob } from '@guildhall/jobs';
import { peopleNames } from '@guildhall/messages/accounts';
import { getOfferTerms } from '@guildhall/messages/applicants';
import { contractSent } from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { Inject, Injectable } from '@nestjs/common';
import { type ContractJobPayload, expireContract, prepareContract } from './contract.jobs.js';
import { ContractRepository } from './contract.repository.js';
import { ContractDocuments } from './contract-documents.js';
import { ContractRecords } from './contract-records.js';

/** Asks for what the documents state, writes and freezes them; from then on the contract is sent. */
@Injectable()
export class PrepareContractHandler {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly documents: ContractDocuments,
    private readonly rpc: RpcClient,
    private readonly jobs: Jobs,
    private readonly records: ContractRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(prepareContract)
  async prepare({ contractId }: ContractJobPayload, run: JobRun): Promise<void> {
    const contract = await this.contracts.find(contractId);
    if (contract?.state !== 'draft') return;
    const terms = await this.rpc.call(getOfferTerms, { offerId: contract.offerId });
    const { people } = await this.rpc.call(peopleNames, { personIds: [contract.personId] });
    const signerName = people[0]?.displayName;
    if (signerName === undefined) throw new ParkJob(`Person ${contract.personId} does not exist any more.`);
    const documents = await this.documents.write(contract, terms, signerName, run.signal);
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const at = this.clock.now();
      const { rateMinor, currency, weeklyLimitSeconds, startDate, zone } = terms;
      const expiresAt = new Date(terms.expiresAt);
      const changes = { signerName, rateMinor: BigInt(rateMinor), currency, weeklyLimitSeconds, startDate, zone };
      if (!(await this.contracts.move(tx, contractId, 'send', { ...changes, sentAt: at, expiresAt }))) return;
      await this.contracts.addDocuments(tx, documents);
      for (const { originalSha256 } of documents) {
        const entry = { type: 'sent', actor: 'service:contracts', documentSha256: originalSha256 } as const;
        await this.records.evidence.append(tx, contractId, entry, at);
      }
      await this.jobs.enqueue(tx, expireContract, { contractId }, { key: contractId, runAfter: expiresAt });
      await this.records.facts.tell(tx, contractSent, contract, run.context, at);
    });
  }
}
