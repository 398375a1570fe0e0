import { createHash } from 'node:crypto';
import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, newId, uuidOf } from '@guildhall/messages/contract';
import type { HoldReason, PayRunState } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { PayoutEntity } from '../payout/payout.entity.js';
import { PayLineEntity, PayRunApprovalEntity, PayRunEntity } from './pay-run.entity.js';
import { type PayRunTransition, payRunTransitions } from './pay-run.states.js';

/** An approved line of a timesheet that is in no run yet. */
export interface PayableLine {
  timesheetLineId: string;
  contractId: string;
  personId: string;
  rateId: string;
  seconds: number;
  rateMinor: bigint;
  currency: string;
  weekStart: string;
}

export interface RunFigures {
  lines: number;
  totalMinor: string;
  heldMinor: string;
}

/** Why a line `l` waits: as its payout `p` says now, and as the calculation foresaw it while there is none. */
const holdReasonNow = 'CASE WHEN p.id IS NULL THEN l.hold_reason ELSE p.hold_reason END';

@Injectable()
export class PayRunRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, run: PayRunEntity): Promise<void> {
    await tx.insert(PayRunEntity, run);
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<PayRunEntity | null> {
    return await manager.findOneBy(PayRunEntity, { id });
  }

  async lock(tx: Tx, id: string): Promise<PayRunEntity | null> {
    return await tx.findOne(PayRunEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async list(limit: number, beforeId: string | null): Promise<PayRunEntity[]> {
    const query = this.database.read.createQueryBuilder(PayRunEntity, 'run').orderBy('run.id', 'DESC').limit(limit);
    if (beforeId !== null) query.where('run.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  /** @returns whether this call made the move */
  async move(
    tx: Tx,
    id: string,
    transition: PayRunTransition,
    changes: Partial<Pick<PayRunEntity, 'calculation' | 'calculatedThrough' | 'snapshotSha256'>> = {},
  ): Promise<boolean> {
    const { from, to } = payRunTransitions[transition];
    const where = { id, state: In<PayRunState>([...from]) };
    const result = await tx.update(PayRunEntity, where, { ...changes, state: to });
    return result.affected === 1;
  }

  async dropLines(tx: Tx, runId: string): Promise<void> {
    await tx.delete(PayLineEntity, { runId });
  }

  /**
   * The approved, unpaid time of the next so many people, in the order of their ids. Of weeks that a run has taken already only
   * what is over the limit can still be open, as its exception may come late; to look for it among those lines alone keeps the
   * years of paid weeks out of every run.
   */
  async nextPayable(tx: Tx, run: PayRunEntity, people: number): Promise<PayableLine[]> {
    const rows: Record<string, string>[] = await tx.query(
      `WITH approved AS (
         SELECT l.id, l.rate_id, l.seconds, s.contract_id, s.person_id, s.week_start
         FROM timesheet_line l JOIN timesheet s ON s.id = l.timesheet_id
         WHERE l.state = 'approved' AND s.state = 'approved'
         UNION ALL
         SELECT l.id, l.rate_id, l.seconds, s.contract_id, s.person_id, s.week_start
         FROM timesheet_line l JOIN timesheet s ON s.id = l.timesheet_id
         WHERE l.state = 'approved' AND l.kind = 'over_cap' AND s.state IN ('locked', 'paid')),
       open AS (
         SELECT a.id, a.contract_id, a.person_id, a.rate_id, a.seconds, r.rate_minor, r.currency, a.week_start
         FROM approved a JOIN rate r ON r.id = a.rate_id
         WHERE a.week_start <= $1 AND r.currency = $2 AND ($3::uuid IS NULL OR a.person_id > $3)
           AND NOT EXISTS (SELECT FROM pay_line p WHERE p.timesheet_line_id = a.id)),
       people AS (SELECT DISTINCT person_id FROM open ORDER BY person_id LIMIT $4)
       SELECT id, contract_id, person_id, rate_id, seconds, rate_minor, currency, week_start::text
       FROM open WHERE person_id IN (SELECT person_id FROM people) ORDER BY person_id, id`,
      [run.periodEnd, run.currency, run.calculatedThrough, people],
    );
    return rows.map((row) => ({
      timesheetLineId: idFromUuid('tsl', row['id']!),
      contractId: idFromUuid('ctr', row['contract_id']!),
      personId: idFromUuid('per', row['person_id']!),
      rateId: idFromUuid('rat', row['rate_id']!),
      seconds: Number(row['seconds']),
      rateMinor: BigInt(row['rate_minor']!),
      currency: row['currency']!,
      weekStart: row['week_start']!,
    }));
  }

  /** Puts lines into the run; one that another run has taken meanwhile stays there. */
  async addLines(
    tx: Tx,
    run: PayRunEntity,
    lines: readonly (PayableLine & { amountMinor: bigint; holdReason: HoldReason | null })[],
  ): Promise<void> {
    const column = <T>(read: (line: (typeof lines)[number]) => T) => lines.map(read);
    await tx.query(
      `INSERT INTO pay_line (id, run_id, timesheet_line_id, contract_id, person_id, rate_id, seconds, rate_minor, amount_minor,
         currency, week_start, prior_period, hold_reason)
       SELECT n.id, $1::uuid, n.line, n.contract, n.person, n.rate, n.seconds, n.rate_minor, n.amount, n.currency, n.week,
         n.week < $2::date, n.hold
       FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::int[], $9::bigint[], $10::bigint[],
         $11::text[], $12::date[], $13::text[])
         AS n(id, line, contract, person, rate, seconds, rate_minor, amount, currency, week, hold)
       ON CONFLICT (timesheet_line_id) DO NOTHING`,
      [
        ...[uuidOf(run.id), run.periodStart, column(() => uuidOf(newId('pay')))],
        ...[column((l) => uuidOf(l.timesheetLineId)), column((l) => uuidOf(l.contractId))],
        ...[column((l) => uuidOf(l.personId)), column((l) => uuidOf(l.rateId)), column((l) => l.seconds)],
        ...[column((l) => l.rateMinor.toString()), column((l) => l.amountMinor.toString()), column((l) => l.currency)],
        ...[column((l) => l.weekStart), column((l) => l.holdReason)],
      ],
    );
  }

  /** Remembers how far the calculation came, so that it goes on there. */
  async advance(tx: Tx, id: string, calculatedThrough: string): Promise<void> {
    await tx.update(PayRunEntity, { id }, { calculatedThrough: uuidOf(calculatedThrough) });
  }

  /** SHA-256 over every line that is in the run and what it was made from, in one order. */
  async snapshotOf(tx: Tx, runId: string): Promise<string> {
    const hash = createHash('sha256');
    let after: string | null = null;
    for (;;) {
      const rows: { line: string; id: string }[] = await tx.query(
        `SELECT timesheet_line_id AS id, concat_ws('|', timesheet_line_id, person_id, contract_id, rate_id, seconds, rate_minor,
           amount_minor, currency, week_start, prior_period, coalesce(hold_reason, '')) AS line
         FROM pay_line WHERE run_id = $1 AND ($2::uuid IS NULL OR timesheet_line_id > $2)
         ORDER BY timesheet_line_id LIMIT 20000`,
        [uuidOf(runId), after],
      );
      for (const { line } of rows) hash.update(`${line}\n`);
      if (rows.length === 0) return hash.digest('hex');
      after = rows.at(-1)!.id;
    }
  }

  async approve(tx: Tx, approval: Omit<PayRunApprovalEntity, 'createdBy'>): Promise<void> {
    // Who made the run is filled in by the database.
    await tx.query(
      `INSERT INTO pay_run_approval (run_id, calculation, approved_by, snapshot_sha256, approved_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [
        ...[uuidOf(approval.runId), approval.calculation, uuidOf(approval.approvedBy)],
        ...[approval.snapshotSha256, approval.approvedAt],
      ],
    );
  }

  /** Those that count: for what the run is now. */
  async approvalsOf(
    { id: runId, calculation }: PayRunEntity,
    manager: EntityManager = this.database.read,
  ): Promise<PayRunApprovalEntity[]> {
    const where = { runId, calculation };
    return await manager.find(PayRunApprovalEntity, { where, order: { approvedAt: 'ASC' }, take: 100 });
  }

  async figuresOf(runId: string, manager: EntityManager = this.database.read): Promise<RunFigures> {
    const [row] = await manager.query(
      `SELECT count(*)::int AS lines, coalesce(sum(l.amount_minor), 0)::text AS "totalMinor",
         (coalesce(sum(l.amount_minor) FILTER (WHERE l.payout_id IS NULL AND l.hold_reason IS NOT NULL), 0)
           + (SELECT coalesce(sum(p.amount_minor), 0) FROM payout p WHERE p.run_id = $1 AND p.state = 'held'))::text AS "heldMinor"
       FROM pay_line l WHERE l.run_id = $1`,
      [uuidOf(runId)],
    );
    return row;
  }

  async listLines(
    runId: string,
    limit: number,
    afterId: string | null,
    holdReason?: HoldReason,
  ): Promise<PayLineEntity[]> {
    const query = this.database.read
      .createQueryBuilder(PayLineEntity, 'l')
      .leftJoin(PayoutEntity, 'p', 'p.id = l.payout_id')
      .addSelect(holdReasonNow, 'hold_reason_now')
      .where('l.run_id = :run', { run: uuidOf(runId) })
      .orderBy('l.id', 'ASC')
      .limit(limit);
    if (holdReason !== undefined) query.andWhere(`${holdReasonNow} = :holdReason`, { holdReason });
    if (afterId !== null) query.andWhere('l.id > :after', { after: uuidOf(afterId) });
    const { entities, raw } = await query.getRawAndEntities<{ hold_reason_now: HoldReason | null }>();
    return entities.map((line, index) => ({ ...line, holdReason: raw[index]!.hold_reason_now }));
  }
}
