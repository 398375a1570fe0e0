import { Database } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { ChainLine } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';

/** From a payout's lines, which are those of the payout that it replaces, back to the contracts that they come from. */
@Injectable()
export class ChainRepository {
  constructor(private readonly database: Database) {}

  async linesOf(payoutId: string): Promise<ChainLine[]> {
    const rows = await this.database.read.query(
      `WITH RECURSIVE attempt AS (
         SELECT id, replaces FROM payout WHERE id = $1
         UNION ALL SELECT o.id, o.replaces FROM payout o JOIN attempt a ON o.id = a.replaces)
       SELECT p.id, p.contract_id, e.agreement_sha256, r.id AS rate_id, r.number, p.rate_minor, r.effective_from::text,
         l.timesheet_id, l.id AS line_id, p.week_start::text, l.approved_by, l.approved_at, p.seconds, p.amount_minor
       FROM pay_line p
       JOIN engagement e ON e.contract_id = p.contract_id
       JOIN rate r ON r.id = p.rate_id
       JOIN timesheet_line l ON l.id = p.timesheet_line_id
       WHERE p.payout_id IN (SELECT id FROM attempt) ORDER BY p.week_start, p.id`,
      [uuidOf(payoutId)],
    );
    return rows.map(chainLine);
  }
}

function chainLine(row: Record<string, string | number | Date | null>): ChainLine {
  const text = (name: string) => String(row[name]);
  const at = row['approved_at'] as Date | null;
  return {
    payLineId: idFromUuid('pay', text('id')),
    contractId: idFromUuid('ctr', text('contract_id')),
    agreementSha256: text('agreement_sha256'),
    rateId: idFromUuid('rat', text('rate_id')),
    rateVersion: Number(row['number']),
    rateMinor: text('rate_minor'),
    rateEffectiveFrom: text('effective_from'),
    timesheetId: idFromUuid('tsh', text('timesheet_id')),
    timesheetLineId: idFromUuid('tsl', text('line_id')),
    weekStart: text('week_start'),
    approvedBy: row['approved_by'] === null ? null : idFromUuid('per', text('approved_by')),
    approvedAt: at?.toISOString() ?? null,
    seconds: Number(row['seconds']),
    amountMinor: text('amount_minor'),
  };
}
