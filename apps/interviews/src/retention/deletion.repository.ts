import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import type { DeletionState, InterviewState } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { InterviewEntity } from '../interview/interview.entity.js';
import { DeletionEntity, type Inventory, LegalHoldEntity } from './deletion.entity.js';
import { type DeletionTransition, deletionTransitions } from './deletion.states.js';

export type DeletionChanges = Partial<
  Pick<DeletionEntity, 'heldSince' | 'inventory' | 'items' | 'marks' | 'completedAt' | 'certificate'>
>;

@Injectable()
export class DeletionRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, deletion: DeletionEntity): Promise<void> {
    await tx.insert(DeletionEntity, deletion as QueryDeepPartialEntity<DeletionEntity>);
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<DeletionEntity | null> {
    return await manager.findOneBy(DeletionEntity, { id });
  }

  async ofInterview(interviewId: string, manager: EntityManager = this.database.read): Promise<DeletionEntity | null> {
    return await manager.findOneBy(DeletionEntity, { interviewId });
  }

  /** @returns whether this call made the move; false where the deletion is in none of the states it may leave. */
  async move(tx: Tx, id: string, transition: DeletionTransition, changes: DeletionChanges = {}): Promise<boolean> {
    const { from, to } = deletionTransitions[transition];
    const set = { ...changes, state: to } as QueryDeepPartialEntity<DeletionEntity>;
    const result = await tx.update(DeletionEntity, { id, state: In<DeletionState>([...from]) }, set);
    return result.affected === 1;
  }

  /** Once: a repeat changes nothing. */
  async keepInventory(tx: Tx, id: string, inventory: Inventory): Promise<void> {
    const where = { id, state: 'erasing' as const, inventory: IsNull() };
    await tx.update(DeletionEntity, where, { inventory } as QueryDeepPartialEntity<DeletionEntity>);
  }

  /** Newest first, at most `limit`; `beforeId` is the last id of the page before. */
  async listOfPerson(personId: string, limit: number, beforeId: string | null): Promise<DeletionEntity[]> {
    const query = this.database.read
      .createQueryBuilder(DeletionEntity, 'deletion')
      .where('deletion.person_id = :person', { person: uuidOf(personId) })
      .orderBy('deletion.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('deletion.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  /** Ended interviews whose content has been kept for its time and that nobody deletes yet, those that are due longest first. */
  async overTheirTime(states: readonly InterviewState[], now: Date, limit: number): Promise<InterviewEntity[]> {
    return await this.database.read
      .createQueryBuilder(InterviewEntity, 'interview')
      .where('interview.retention_due_at <= :now', { now })
      .andWhere('interview.state IN (:...states)', { states })
      .andWhere('NOT EXISTS (SELECT FROM deletion WHERE deletion.interview_id = interview.id)')
      // Whoever answers an appeal has to hear what was said.
      .andWhere(`NOT EXISTS (SELECT FROM appeal WHERE appeal.interview_id = interview.id AND appeal.state = 'open')`)
      .orderBy('interview.retention_due_at', 'ASC')
      .limit(limit)
      .getMany();
  }

  async standingHold(interviewId: string, manager: EntityManager): Promise<LegalHoldEntity | null> {
    return await manager.findOneBy(LegalHoldEntity, { interviewId, releasedAt: IsNull() });
  }

  async insertHold(tx: Tx, hold: LegalHoldEntity): Promise<void> {
    await tx.insert(LegalHoldEntity, hold);
  }

  async releaseHold(tx: Tx, id: string, releasedBy: string, releasedAt: Date): Promise<boolean> {
    const result = await tx.update(LegalHoldEntity, { id, releasedAt: IsNull() }, { releasedBy, releasedAt });
    return result.affected === 1;
  }
}
