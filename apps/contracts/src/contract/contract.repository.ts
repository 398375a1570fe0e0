import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import type { ContractProblemCode, ContractState, RecipientState } from '@guildhall/messages/contracts';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { ContractEntity, DocumentEntity } from './contract.entity.js';
import {
  type ContractTransition,
  contractTransitions,
  type RecipientTransition,
  recipientTransitions,
} from './contract.states.js';

type ContractChanges = Partial<Omit<ContractEntity, 'id' | 'state' | 'recipientState'>>;

@Injectable()
export class ContractRepository {
  constructor(private readonly database: Database) {}

  /** @returns false where the offer has its contract already. */
  async insert(tx: Tx, contract: ContractEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(ContractEntity)
      .values(contract)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<ContractEntity | null> {
    return await manager.findOneBy(ContractEntity, { id });
  }

  async lock(tx: Tx, id: string): Promise<ContractEntity | null> {
    return await tx.findOne(ContractEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** @returns whether this call made the move. */
  async move(tx: Tx, id: string, transition: ContractTransition, changes: ContractChanges = {}): Promise<boolean> {
    const { from, to } = contractTransitions[transition];
    const where = { id, state: In<ContractState>([...from]) };
    return (await tx.update(ContractEntity, where, { ...changes, state: to })).affected === 1;
  }

  /** Of a draft; where it is none any more, nothing keeps it from being written. */
  async noteProblem(tx: Tx, id: string, problemCode: ContractProblemCode): Promise<void> {
    await tx.update(ContractEntity, { id, state: 'draft' }, { problemCode });
  }

  /** Moves the recipient of a contract that is out for signature. @returns whether this call made the move. */
  async moveRecipient(tx: Tx, id: string, transition: RecipientTransition): Promise<boolean> {
    const { from, to } = recipientTransitions[transition];
    const where = { id, state: 'sent' as const, recipientState: In<RecipientState>([...from]) };
    return (await tx.update(ContractEntity, where, { recipientState: to })).affected === 1;
  }

  async newestOfApplication(applicationId: string): Promise<ContractEntity | null> {
    const [contract] = await this.database.read.find(ContractEntity, {
      where: { applicationId },
      order: { id: 'DESC' },
      take: 1,
    });
    return contract ?? null;
  }

  /** The person's own, newest first, as soon as they were sent. */
  async listOfPerson(personId: string, limit: number, beforeId: string | null): Promise<ContractEntity[]> {
    const query = this.database.read
      .createQueryBuilder(ContractEntity, 'contract')
      .where('contract.person_id = :person AND contract.sent_at IS NOT NULL', { person: uuidOf(personId) })
      .orderBy('contract.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('contract.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  async addDocuments(tx: Tx, documents: DocumentEntity[]): Promise<void> {
    await tx.insert(DocumentEntity, documents);
  }

  /** In the order of signing. */
  async documentsOf(contractIds: string[], manager: EntityManager = this.database.read): Promise<DocumentEntity[]> {
    if (contractIds.length === 0) return [];
    return await manager.find(DocumentEntity, {
      where: { contractId: In(contractIds) },
      order: { contractId: 'ASC', ordinal: 'ASC' },
    });
  }

  async findDocument(id: string): Promise<DocumentEntity | null> {
    return await this.database.read.findOneBy(DocumentEntity, { id });
  }

  async findDocumentBySeal(sealedSha256: string): Promise<DocumentEntity | null> {
    return await this.database.read.findOneBy(DocumentEntity, { sealedSha256, state: 'sealed' });
  }

  /** @returns whether it was the first time. */
  async markReviewed(tx: Tx, id: string, at: Date): Promise<boolean> {
    return (await tx.update(DocumentEntity, { id, reviewedAt: IsNull() }, { reviewedAt: at })).affected === 1;
  }

  /** @returns whether this call signed it. */
  async markSigned(tx: Tx, id: string, typedName: string, at: Date): Promise<boolean> {
    const changes = { state: 'signed' as const, typedName, signedAt: at };
    return (await tx.update(DocumentEntity, { id, state: 'frozen' }, changes)).affected === 1;
  }

  /** @returns whether this call sealed it: at most one ever does. */
  async markSealed(tx: Tx, id: string, sealedSha256: string, at: Date): Promise<boolean> {
    const changes = { state: 'sealed' as const, sealedSha256, sealedAt: at };
    return (await tx.update(DocumentEntity, { id, state: 'signed' }, changes)).affected === 1;
  }
}
