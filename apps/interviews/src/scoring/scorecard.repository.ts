import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ScorecardEntity, ScorecardReadingEntity } from './scorecard.entity.js';

@Injectable()
export class ScorecardRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, scorecard: ScorecardEntity): Promise<void> {
    await tx.insert(ScorecardEntity, scorecard as QueryDeepPartialEntity<ScorecardEntity>);
  }

  async findByInput(inputSha256: string, manager: EntityManager = this.database.read): Promise<ScorecardEntity | null> {
    return await manager.findOneBy(ScorecardEntity, { inputSha256 });
  }

  /** The result that holds: the newest one. */
  async currentOf(applicationId: string, manager: EntityManager = this.database.read): Promise<ScorecardEntity | null> {
    return await manager.findOne(ScorecardEntity, {
      where: { applicationId },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** The result that holds, by interview; a few rows each, since results are rare. */
  async currentOfInterviews(interviewIds: string[]): Promise<Map<string, ScorecardEntity>> {
    if (interviewIds.length === 0) return new Map();
    const rows = await this.database.read.find(ScorecardEntity, {
      where: { interviewId: In(interviewIds) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return new Map(rows.map((row) => [row.interviewId, row]));
  }

  async findAll(ids: string[], manager: EntityManager = this.database.read): Promise<Map<string, ScorecardEntity>> {
    if (ids.length === 0) return new Map();
    const rows = await manager.find(ScorecardEntity, { where: { id: In(ids) } });
    return new Map(rows.map((row) => [row.id, row]));
  }

  async noteReading(tx: Tx, scorecardId: string, staffId: string, at: Date): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(ScorecardReadingEntity)
      .values({ scorecardId, staffId, readAt: at })
      .orIgnore()
      .execute();
  }

  async wasReadBy(scorecardId: string, staffId: string): Promise<boolean> {
    return await this.database.read.existsBy(ScorecardReadingEntity, { scorecardId, staffId });
  }
}
