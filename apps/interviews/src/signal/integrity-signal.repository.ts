import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IntegritySignalEntity } from './integrity-signal.entity.js';

@Injectable()
export class IntegritySignalRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, signal: IntegritySignalEntity): Promise<void> {
    await tx.insert(IntegritySignalEntity, signal);
  }

  async count(tx: Tx, interviewId: string): Promise<number> {
    return await tx.countBy(IntegritySignalEntity, { interviewId });
  }

  /** All of an interview's, oldest first; their number is limited. */
  async of(interviewId: string, manager: EntityManager = this.database.read): Promise<IntegritySignalEntity[]> {
    return await manager.find(IntegritySignalEntity, { where: { interviewId }, order: { number: 'ASC' } });
  }
}
