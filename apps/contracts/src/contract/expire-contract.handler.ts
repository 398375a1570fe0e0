import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { type ContractJobPayload, expireContract } from './contract.jobs.js';
import { ContractRepository } from './contract.repository.js';
import { ContractRecords } from './contract-records.js';

@Injectable()
export class ExpireContractHandler {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly records: ContractRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(expireContract)
  async expire({ contractId }: ContractJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const contract = await this.contracts.lock(tx, contractId);
      if (!contract) return;
      await this.contracts.moveRecipient(tx, contractId, 'expire');
      if (!(await this.contracts.move(tx, contractId, 'expire'))) return;
      const at = this.clock.now();
      await this.records.evidence.append(tx, contractId, { type: 'expired', actor: 'service:contracts' }, at);
      await this.records.facts.note(tx, 'contract.expired', contract, run.context, at);
    });
  }
}
