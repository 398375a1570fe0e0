import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import type { PayRunFile } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { PayoutFileEntity } from './payout.entity.js';

type FileState = PayRunFile['state'];

/** Every allowed move of a payout file. `submitting` is written before the bank is asked: from then on it may know the file. */
export const payoutFileTransitions = {
  build: { from: ['building'], to: 'built' },
  /** It cannot be written as it is; what was to be paid by it goes into another. */
  abandon: { from: ['building'], to: 'abandoned' },
  beginSubmission: { from: ['built'], to: 'submitting' },
  submit: { from: ['submitting'], to: 'submitted' },
  refuse: { from: ['submitting'], to: 'refused' },
  finish: { from: ['submitted'], to: 'done' },
} as const satisfies Record<string, { from: readonly FileState[]; to: FileState }>;

@Injectable()
export class PayoutFileRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, file: PayoutFileEntity): Promise<void> {
    await tx.insert(PayoutFileEntity, file);
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<PayoutFileEntity | null> {
    return await manager.findOneBy(PayoutFileEntity, { id });
  }

  async ofRun(runId: string, manager: EntityManager = this.database.read): Promise<PayoutFileEntity[]> {
    return await manager.find(PayoutFileEntity, { where: { runId }, order: { number: 'ASC' }, take: 1_000 });
  }

  async nextNumber(tx: Tx, runId: string): Promise<number> {
    const sql = 'SELECT coalesce(max(number), 0) + 1 AS number FROM payout_file WHERE run_id = $1';
    const [{ number }] = await tx.query(sql, [uuidOf(runId)]);
    return number;
  }

  /** @returns whether this call made the move */
  async move(
    tx: Tx,
    id: string,
    transition: keyof typeof payoutFileTransitions,
    changes: Partial<Pick<PayoutFileEntity, 'contentToken' | 'maskedSha256' | 'submittedAt'>> = {},
  ): Promise<boolean> {
    const { from, to } = payoutFileTransitions[transition];
    const result = await tx.update(
      PayoutFileEntity,
      { id, state: In<FileState>([...from]) },
      { ...changes, state: to },
    );
    return result.affected === 1;
  }
}
