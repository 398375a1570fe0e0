import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { type ContractJobPayload, expireContract } from './contract.jobs.js';
import { ContractExpiry } from './contract-expiry.js';

@Injectable()
export class ExpireContractHandler {
  constructor(
    private readonly database: Database,
    private readonly expiry: ContractExpiry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(expireContract)
  async expire({ contractId }: ContractJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.expiry.expire(tx, contractId, run.context, this.clock.now());
    });
  }
}
