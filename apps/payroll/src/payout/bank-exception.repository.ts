import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { BankExceptionEntity } from './bank-exception.entity.js';

@Injectable()
export class BankExceptionRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether it was not known yet */
  async insert(tx: Tx, found: BankExceptionEntity): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO bank_exception (id, file_id, kind, reference, payout_id, trace_number, amount_minor, code, found_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (file_id, kind, reference) DO NOTHING RETURNING id`,
      [
        ...[uuidOf(found.id), uuidOf(found.fileId), found.kind, found.reference],
        ...[found.payoutId && uuidOf(found.payoutId), found.traceNumber, found.amountMinor?.toString() ?? null],
        ...[found.code, found.foundAt],
      ],
    );
    return rows.length === 1;
  }

  async list(limit: number, beforeId: string | null): Promise<BankExceptionEntity[]> {
    const query = this.database.read
      .createQueryBuilder(BankExceptionEntity, 'found')
      .orderBy('found.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.where('found.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }
}
