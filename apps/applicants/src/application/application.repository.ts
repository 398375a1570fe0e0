import { Database, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { ApplicationStage } from '@guildhall/messages/applicants';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, Not } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ApplicationEntity, DecisionEntity } from './application.entity.js';
import { type StageTransition, stageTransitions } from './application.states.js';

const insertTries = 5;

export type ApplicationChanges = Partial<
  Pick<
    ApplicationEntity,
    'submittedAt' | 'region' | 'language' | 'jurisdictions' | 'evaluatedAt' | 'decisionDueAt' | 'withdrawnAt'
  >
>;

/** An application that somebody waits for a decision about. */
export interface DueApplication {
  applicationId: string;
  personId: string;
  openingId: string;
  openingTitle: string;
  dueAt: Date;
}

@Injectable()
export class ApplicationRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether the row is new; false where the person has a live application for the opening already. */
  async insert(tx: Tx, application: ApplicationEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(ApplicationEntity)
      .values(application as QueryDeepPartialEntity<ApplicationEntity>)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<ApplicationEntity | null> {
    return await manager.findOneBy(ApplicationEntity, { id });
  }

  /** Keeps the application, or gives the person's live one for the opening, under lock, that stands in its way. */
  async insertOrLockLive(tx: Tx, application: ApplicationEntity): Promise<ApplicationEntity | null> {
    for (let tries = 0; tries < insertTries; tries += 1) {
      if (await this.insert(tx, application)) return null;
      // Between the two looks it may have been taken back; then there is room for the new one.
      const live = await this.lockLive(tx, application.openingId, application.personId);
      if (live) return live;
    }
    throw new AppError('conflict', 'The application before this one is just being taken back; apply again.');
  }

  private async lockLive(tx: Tx, openingId: string, personId: string): Promise<ApplicationEntity | null> {
    return await tx.findOne(ApplicationEntity, {
      where: { openingId, personId, stage: Not(In(['withdrawn', 'expired'])) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async lock(tx: Tx, id: string): Promise<ApplicationEntity | null> {
    return await tx.findOne(ApplicationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** @returns whether this call made the move. */
  async move(tx: Tx, id: string, transition: StageTransition, changes: ApplicationChanges = {}): Promise<boolean> {
    const { from, to } = stageTransitions[transition];
    const where = { id, stage: In<ApplicationStage>([...from]) };
    const result = await tx.update(ApplicationEntity, where, { ...changes, stage: to, version: () => 'version + 1' });
    return result.affected === 1;
  }

  async unverifiedOf(tx: Tx, personId: string): Promise<ApplicationEntity[]> {
    return await tx.find(ApplicationEntity, {
      where: { personId, stage: 'unverified' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
      take: 100,
    });
  }

  /** The person's own, newest first; unverified ones are nobody's yet. */
  async listOfPerson(personId: string, limit: number, beforeId: string | null): Promise<ApplicationEntity[]> {
    const query = this.listing(limit)
      .where('application.person_id = :person', { person: uuidOf(personId) })
      .andWhere(`application.stage NOT IN ('unverified', 'expired')`);
    if (beforeId !== null) query.andWhere('application.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  async listOfOpening(
    openingId: string,
    limit: number,
    beforeId: string | null,
    stage: ApplicationStage | undefined,
  ): Promise<ApplicationEntity[]> {
    const query = this.listing(limit)
      .where('application.opening_id = :opening', { opening: uuidOf(openingId) })
      .andWhere(`application.stage NOT IN ('unverified', 'expired')`);
    if (stage !== undefined) query.andWhere('application.stage = :stage', { stage });
    if (beforeId !== null) query.andWhere('application.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  /** Decisions that are owed, due first first: of the openings that a member of staff is on, or of all. */
  async decisionsDue(staffId: string | null, limit: number): Promise<DueApplication[]> {
    const rows: { id: string; person_id: string; opening_id: string; title: string; decision_due_at: Date }[] =
      await this.database.read.query(
        `SELECT application.id, application.person_id, application.opening_id, opening.title, application.decision_due_at
         FROM application JOIN opening ON opening.id = application.opening_id
         WHERE application.decision_due_at IS NOT NULL AND ($1::uuid IS NULL OR EXISTS (SELECT FROM opening_staff
           WHERE opening_staff.opening_id = application.opening_id AND opening_staff.staff_id = $1))
         ORDER BY application.decision_due_at, application.id LIMIT $2`,
        [staffId && uuidOf(staffId), limit],
      );
    return rows.map((row) => ({
      applicationId: idFromUuid('app', row.id),
      personId: idFromUuid('per', row.person_id),
      openingId: idFromUuid('opn', row.opening_id),
      openingTitle: row.title,
      dueAt: row.decision_due_at,
    }));
  }

  /** Under lock, in the order of their ids, so that two such commands never wait for each other. */
  async lockAll(tx: Tx, ids: string[]): Promise<ApplicationEntity[]> {
    return await tx.find(ApplicationEntity, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async findAll(ids: string[]): Promise<ApplicationEntity[]> {
    return ids.length === 0 ? [] : await this.database.read.findBy(ApplicationEntity, { id: In(ids) });
  }

  async addDecision(tx: Tx, decision: DecisionEntity): Promise<void> {
    await tx.insert(DecisionEntity, decision);
  }

  /** Newest first; an application changes hands a few times at most. */
  async decisionsOf(applicationId: string, manager: EntityManager = this.database.read): Promise<DecisionEntity[]> {
    return await manager.find(DecisionEntity, { where: { applicationId }, order: { id: 'DESC' }, take: 100 });
  }

  private listing(limit: number) {
    return this.database.read
      .createQueryBuilder(ApplicationEntity, 'application')
      .orderBy('application.id', 'DESC')
      .limit(limit);
  }
}
