import { Database, type Tx } from '@guildhall/database';
import type { ApplicationStage } from '@guildhall/messages/applicants';
import { uuidOf } from '@guildhall/messages/contract';
import type { Adjustments, InterviewState, StoredProblem } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, LessThanOrEqual } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { InterviewEntity } from './interview.entity.js';
import { adjustableStates, type InterviewTransition, interviewTransitions } from './interview.states.js';

export type InterviewChanges = Partial<
  Pick<InterviewEntity, 'path' | 'pathReason' | 'submittedAt' | 'transcriptCheckUntil' | 'problem'>
>;

@Injectable()
export class InterviewRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, interview: InterviewEntity): Promise<void> {
    await tx.insert(InterviewEntity, interview as QueryDeepPartialEntity<InterviewEntity>);
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<InterviewEntity | null> {
    return await manager.findOneBy(InterviewEntity, { id });
  }

  /** The plan version of each of some interviews, by the interview's id. */
  async planVersionsOf(ids: string[], manager: EntityManager = this.database.read): Promise<Map<string, string>> {
    const rows = await manager.find(InterviewEntity, {
      where: { id: In(ids) },
      select: { id: true, planVersionId: true },
    });
    return new Map(rows.map(({ id, planVersionId }) => [id, planVersionId]));
  }

  async findByApplication(
    applicationId: string,
    manager: EntityManager = this.database.read,
  ): Promise<InterviewEntity | null> {
    return await manager.findOneBy(InterviewEntity, { applicationId });
  }

  /** The interview's row is the lock under which everything about the interview changes. */
  async lock(tx: Tx, id: string): Promise<InterviewEntity | null> {
    return await tx.findOne(InterviewEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** @returns whether this call made the move; false where the interview is in none of the states it may leave. */
  async move(tx: Tx, id: string, transition: InterviewTransition, changes: InterviewChanges = {}): Promise<boolean> {
    const { from, to } = interviewTransitions[transition];
    const set = { ...changes, state: to } as QueryDeepPartialEntity<InterviewEntity>;
    const result = await tx.update(InterviewEntity, { id, state: In<InterviewState>([...from]) }, set);
    return result.affected === 1;
  }

  /** @returns whether they hold now; false where answers are over or the time would be less than before. */
  async adjust(tx: Tx, id: string, adjustments: Adjustments): Promise<boolean> {
    const { timeFactor } = adjustments;
    const where = { id, state: In<InterviewState>([...adjustableStates]), timeFactor: LessThanOrEqual(timeFactor) };
    const result = await tx.update(InterviewEntity, where, adjustments);
    return result.affected === 1;
  }

  /** Keeps where the application stands; its events come in order. One without an interview is none of ours. */
  async keepStage(tx: Tx, applicationId: string, stage: ApplicationStage): Promise<void> {
    await tx.update(InterviewEntity, { applicationId }, { stage });
  }

  /** How long its content may be kept is settled by the last end of its application. */
  async keepUntil(tx: Tx, id: string, retentionDueAt: Date | null): Promise<void> {
    await tx.update(InterviewEntity, { id }, { retentionDueAt });
  }

  /** Keeps with a submitted interview what one of its answers has against it. */
  async keepProblem(tx: Tx, id: string, problem: StoredProblem): Promise<void> {
    const set = { problem } as QueryDeepPartialEntity<InterviewEntity>;
    await tx.update(InterviewEntity, { id, state: 'submitted' }, set);
  }

  /** Moves the deadline back to `until`, never forward. @returns whether it was sooner. */
  async extendDeadline(tx: Tx, id: string, until: Date): Promise<boolean> {
    const result = await tx.update(InterviewEntity, { id, deadlineAt: LessThan(until) }, { deadlineAt: until });
    return result.affected === 1;
  }

  /** Newest first, at most `limit`; `beforeId` is the last id of the page before. */
  async listOfPerson(personId: string, limit: number, beforeId: string | null): Promise<InterviewEntity[]> {
    const query = this.database.read
      .createQueryBuilder(InterviewEntity, 'interview')
      .where('interview.person_id = :person', { person: uuidOf(personId) })
      .orderBy('interview.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('interview.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }
}
