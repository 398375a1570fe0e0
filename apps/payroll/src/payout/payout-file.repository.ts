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
  /** It cannot be written as it is, or is out of date; what was to be paid by it goes into another. */
  abandon: { from: ['building', 'built'], to: 'abandoned' },
  beginSubmission: { from: ['built'], to: 'submitting' },
  submit: { from: ['submitting'], to: 'submitted' },
  refuse: { from: ['submitting'], to: 'refused' },
  finish: { from: ['submitted'], to: 'done' },
} as const satisfies Record<string, { from: readonly FileState[]; to: FileState }>;

/** A to Z and 0 to 9. */
export const mostFilesOfDay = 36;
/** A trace has seven digits for them. */
const mostEntriesOfDay = 9_999_999;

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

  /**
   * The next file of a sender's day, and room in it for so many entries; whoever comes at the same time waits.
   * @returns null where the day has no more
   */
  async drawMarks(
    tx: Tx,
    { createdOn, origin, entries }: Pick<PayoutFileEntity, 'createdOn' | 'origin' | 'entries'>,
  ): Promise<Pick<PayoutFileEntity, 'dayNumber' | 'firstSequence'> | null> {
    const rows: { files: number; entries: number }[] = await tx.query(
      `INSERT INTO payout_file_day AS d (created_on, origin, files, entries) VALUES ($1, $2, 1, $3)
       ON CONFLICT (created_on, origin) DO UPDATE SET files = d.files + 1, entries = d.entries + $3
         WHERE d.files < $4 AND d.entries + $3 <= $5
       RETURNING files, entries`,
      [createdOn, origin, entries, mostFilesOfDay, mostEntriesOfDay],
    );
    const day = rows[0];
    return day ? { dayNumber: day.files, firstSequence: day.entries - entries + 1 } : null;
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
