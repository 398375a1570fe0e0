import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import type { CallContext } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { expireContract } from './contract.jobs.js';
import { ContractRepository } from './contract.repository.js';
import { ContractRecords } from './contract-records.js';

/** The end of contracts that nobody signed, or that could not be written, in time. */
@Injectable()
export class ContractExpiry {
  constructor(
    private readonly contracts: ContractRepository,
    private readonly records: ContractRecords,
    private readonly jobs: Jobs,
  ) {}

  /** With its offer; a repeat changes nothing. */
  async plan(tx: Tx, contractId: string, expiresAt: Date): Promise<void> {
    await this.jobs.enqueue(tx, expireContract, { contractId }, { key: contractId, runAfter: expiresAt });
  }

  /** Changes nothing where it is signed or has ended. */
  async expire(tx: Tx, contractId: string, context: CallContext, at: Date): Promise<void> {
    const contract = await this.contracts.lock(tx, contractId);
    if (!contract) return;
    await this.contracts.moveRecipient(tx, contractId, 'expire');
    if (!(await this.contracts.move(tx, contractId, 'expire'))) return;
    await this.records.evidence.append(tx, contractId, { type: 'expired', actor: 'service:contracts' }, at);
    await this.records.facts.note(tx, 'contract.expired', contract, context, at);
  }
}
