import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { EngagementEntity, RateEntity } from './engagement.entity.js';

@Injectable()
export class EngagementRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, engagement: EngagementEntity, rate: RateEntity): Promise<void> {
    await tx.insert(EngagementEntity, engagement);
    await tx.insert(RateEntity, rate);
  }

  async find(contractId: string, manager: EntityManager = this.database.read): Promise<EngagementEntity | null> {
    return await manager.findOneBy(EngagementEntity, { contractId });
  }

  /** In the order in which they come into force; a contract has few. */
  async ratesOf(contractId: string, manager: EntityManager = this.database.read): Promise<RateEntity[]> {
    return await manager.find(RateEntity, { where: { contractId }, order: { effectiveFrom: 'ASC' }, take: 1_000 });
  }

  async findRates(ids: string[], manager: EntityManager = this.database.read): Promise<RateEntity[]> {
    return ids.length === 0 ? [] : await manager.findBy(RateEntity, { id: In(ids) });
  }
}
