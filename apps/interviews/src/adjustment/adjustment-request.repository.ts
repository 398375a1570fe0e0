import { Database, type Tx } from '@guildhall/database';
import type { Adjustments } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AdjustmentRequestEntity } from './adjustment-request.entity.js';

/** Changed under the lock of the interview. */
@Injectable()
export class AdjustmentRequestRepository {
  constructor(private readonly database: Database) {}

  async latest(
    interviewId: string,
    manager: EntityManager = this.database.read,
  ): Promise<AdjustmentRequestEntity | null> {
    return await manager.findOne(AdjustmentRequestEntity, { where: { interviewId }, order: { number: 'DESC' } });
  }

  /** A new one, or instead of the one of that number. */
  async keep(tx: Tx, request: AdjustmentRequestEntity): Promise<void> {
    await tx.upsert(AdjustmentRequestEntity, request as QueryDeepPartialEntity<AdjustmentRequestEntity>, [
      'interviewId',
      'number',
    ]);
  }

  /** @returns whether one was waiting for it. */
  async answer(
    tx: Tx,
    interviewId: string,
    answeredBy: string,
    answeredAt: Date,
    granted: Adjustments,
  ): Promise<boolean> {
    const answer = { answeredBy, answeredAt, granted } as QueryDeepPartialEntity<AdjustmentRequestEntity>;
    const result = await tx.update(AdjustmentRequestEntity, { interviewId, answeredAt: IsNull() }, answer);
    return result.affected === 1;
  }
}
