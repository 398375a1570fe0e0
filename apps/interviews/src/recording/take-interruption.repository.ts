import type { Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { TakeInterruptionEntity } from './take-interruption.entity.js';

@Injectable()
export class TakeInterruptionRepository {
  async add(tx: Tx, interruption: TakeInterruptionEntity): Promise<void> {
    await tx.insert(TakeInterruptionEntity, interruption);
  }

  async count(tx: Tx, takeId: string): Promise<number> {
    return await tx.countBy(TakeInterruptionEntity, { takeId });
  }
}
