import { AuditLog } from '@guildhall/audit';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import type { CallContext, EventDefinition } from '@guildhall/messages/contract';
import { type ContractFact, contractDeclined, type DeclineReason } from '@guildhall/messages/contracts';
import { Injectable } from '@nestjs/common';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import type { ContractEntity } from './contract.entity.js';

/**
 * Tells the other services what became of a contract, and notes it in the audit log, in the transaction of the deed. The deed's
 * evidence is added before: each entry of the audit log keeps the head of the chain, without which a chain that was cut off
 * or computed anew would hold.
 */
@Injectable()
export class ContractFacts {
  constructor(
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly evidence: EvidenceRepository,
  ) {}

  async tell(
    tx: Tx,
    definition: EventDefinition<ContractFact>,
    contract: ContractEntity,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const subject = `contract/${contract.id}`;
    await this.events.append(tx, definition, { subject, data: factOf(contract), context, at });
    await this.note(tx, definition.type, contract, context, at);
  }

  async tellDeclined(
    tx: Tx,
    contract: ContractEntity,
    reasonCode: DeclineReason,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const data = { ...factOf(contract), reasonCode };
    await this.events.append(tx, contractDeclined, { subject: `contract/${contract.id}`, data, context, at });
    await this.note(tx, contractDeclined.type, contract, context, at);
  }

  async note(tx: Tx, action: string, { id }: { id: string }, { actor }: CallContext, at: Date): Promise<void> {
    const evidence = await this.evidence.headOf(tx, id);
    await this.audit.record(tx, { action, subject: id, actor, ...(evidence && { details: { evidence } }) }, at);
  }
}

function factOf({ id, offerId, applicationId, openingId, personId, projectId }: ContractEntity): ContractFact {
  return { contractId: id, offerId, applicationId, openingId, personId, projectId };
}
