import { Database, type Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import { HandleJob, type JobRun, Jobs } from '@guildhall/jobs';
import { type ContractFact, contractSealed, getContractTerms } from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { type AdoptContractPayload, adoptContract } from './onboarding.jobs.js';
import { OnboardingService } from './onboarding.service.js';

/** A sealed contract makes its person somebody to be paid. The terms are asked for: an event carries no figures. */
@Injectable()
export class OnContractSealed {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly rpc: RpcClient,
    private readonly service: OnboardingService,
  ) {}

  @OnEvent(contractSealed)
  async sealed({ data: { contractId } }: HandledEvent<ContractFact>, tx: Tx): Promise<void> {
    await this.jobs.enqueue(tx, adoptContract, { contractId }, { key: contractId });
  }

  @HandleJob(adoptContract)
  async adopt({ contractId }: AdoptContractPayload, run: JobRun): Promise<void> {
    const terms = await this.rpc.call(getContractTerms, { contractId }, { context: run.context });
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.service.adopt(tx, terms, run.context);
    });
  }
}
