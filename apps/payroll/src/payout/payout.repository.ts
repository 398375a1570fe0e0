import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { HoldReason, PayoutState } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { PayoutEntity } from './payout.entity.js';
import { doneStates, type PayoutTransition, payoutTransitions } from './payout.states.js';

/** What a person is owed by a run and has no payout for yet. */
export interface Unbooked {
  personId: string;
  amountMinor: bigint;
}

export type NewPayout = Pick<
  PayoutEntity,
  'id' | 'runId' | 'personId' | 'currency' | 'attempt' | 'key' | 'amountMinor' | 'state' | 'holdReason' | 'createdAt'
>;

/** What has to be known of a payout to let it wait, or go. */
export type WaitingPayout = Pick<PayoutEntity, 'id' | 'runId' | 'personId' | 'currency' | 'amountMinor' | 'holdReason'>;

@Injectable()
export class PayoutRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, manager: EntityManager = this.database.read): Promise<PayoutEntity | null> {
    return await manager.findOneBy(PayoutEntity, { id });
  }

  async list(filter: { personId?: string; runId?: string }, limit: number, beforeId: string | null) {
    const query = this.database.read
      .createQueryBuilder(PayoutEntity, 'payout')
      .where('TRUE')
      .orderBy('payout.id', 'DESC')
      .limit(limit);
    if (filter.personId !== undefined)
      query.andWhere('payout.person_id = :person', { person: uuidOf(filter.personId) });
    if (filter.runId !== undefined) query.andWhere('payout.run_id = :run', { run: uuidOf(filter.runId) });
    if (beforeId !== null) query.andWhere('payout.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  /** The next so many people of a run whose lines have no payout. */
  async unbooked(tx: Tx, runId: string, people: number): Promise<Unbooked[]> {
    const rows: { person_id: string; amount: string }[] = await tx.query(
      `SELECT person_id, sum(amount_minor)::text AS amount FROM pay_line
       WHERE run_id = $1 AND payout_id IS NULL GROUP BY person_id HAVING sum(amount_minor) > 0
       ORDER BY person_id LIMIT $2`,
      [uuidOf(runId), people],
    );
    return rows.map((row) => ({ personId: idFromUuid('per', row.person_id), amountMinor: BigInt(row.amount) }));
  }

  /** Makes payouts and gives each its lines; the timesheets behind them take no more changes. */
  async book(tx: Tx, runId: string, payouts: readonly NewPayout[]): Promise<void> {
    const column = <T>(read: (payout: NewPayout) => T) => payouts.map(read);
    await tx.query(
      `INSERT INTO payout (id, run_id, person_id, currency, attempt, key, amount_minor, state, hold_reason, created_at)
       SELECT n.id, $1::uuid, n.person, n.currency, n.attempt, n.key, n.amount, n.state, n.hold, n.at
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::bigint[], $8::text[], $9::text[],
         $10::timestamptz[]) AS n(id, person, currency, attempt, key, amount, state, hold, at)`,
      [
        ...[
          uuidOf(runId),
          column(({ id }) => uuidOf(id)),
          column((p) => uuidOf(p.personId)),
          column((p) => p.currency),
        ],
        ...[column((p) => p.attempt), column((p) => p.key), column((p) => p.amountMinor.toString())],
        ...[column((p) => p.state), column((p) => p.holdReason), column((p) => p.createdAt)],
      ],
    );
    const people = column(({ personId }) => uuidOf(personId));
    await tx.query(
      `UPDATE pay_line l SET payout_id = p.id FROM payout p
       WHERE l.run_id = $1 AND l.payout_id IS NULL AND l.person_id = ANY($2::uuid[])
         AND p.run_id = $1 AND p.person_id = l.person_id`,
      [uuidOf(runId), people],
    );
    await this.moveTimesheets(tx, runId, people, 'approved', 'locked');
  }

  /** Of a run, or of a person, those whose waiting may begin or end; locked in one order. A run may have tens of thousands. */
  async lockWaiting(tx: Tx, of: { runId: string } | { personId: string }): Promise<WaitingPayout[]> {
    const [column, id] = 'runId' in of ? ['run_id', of.runId] : ['person_id', of.personId];
    const rows: Record<string, string>[] = await tx.query(
      `SELECT id, run_id, person_id, currency, amount_minor, hold_reason FROM payout
       WHERE ${column} = $1 AND state IN ('ready', 'held') ORDER BY id FOR UPDATE`,
      [uuidOf(id)],
    );
    return rows.map((row) => ({
      ...{ id: idFromUuid('pyt', row['id']!), runId: idFromUuid('run', row['run_id']!) },
      ...{ personId: idFromUuid('per', row['person_id']!), currency: row['currency']! },
      ...{ amountMinor: BigInt(row['amount_minor']!), holdReason: row['hold_reason'] as HoldReason | null },
    }));
  }

  async setHold(tx: Tx, id: string, holdReason: HoldReason | null): Promise<void> {
    const { from, to } = payoutTransitions[holdReason === null ? 'release' : 'hold'];
    await tx.update(PayoutEntity, { id, state: In<PayoutState>([...from]) }, { state: to, holdReason });
  }

  /** Gives ready payouts of a run to a file, in the order of their ids, with the places in it. */
  async batch(tx: Tx, fileId: string, batched: readonly { id: string; methodId: string; traceNumber: string }[]) {
    await tx.query(
      `UPDATE payout p SET state = 'batched', file_id = $1, payout_method_id = n.method, trace_number = n.trace
       FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS n(id, method, trace)
       WHERE p.id = n.id AND p.state = 'ready'`,
      [
        ...[uuidOf(fileId), batched.map(({ id }) => uuidOf(id)), batched.map(({ methodId }) => uuidOf(methodId))],
        batched.map(({ traceNumber }) => traceNumber),
      ],
    );
  }

  /** Takes payouts out of a file that the bank has never seen. */
  async unbatch(tx: Tx, fileId: string): Promise<void> {
    const { from, to } = payoutTransitions.unbatch;
    const where = { fileId, state: In<PayoutState>([...from]) };
    await tx.update(PayoutEntity, where, { state: to, fileId: null, traceNumber: null, payoutMethodId: null });
  }

  /** In the order of their places in the file. */
  async ofFile(fileId: string, manager: EntityManager = this.database.read): Promise<PayoutEntity[]> {
    return await manager.find(PayoutEntity, { where: { fileId }, order: { traceNumber: 'ASC' } });
  }

  /** The next so many of a file behind a place in it. */
  async pageOfFile(fileId: string, afterTraceNumber: string, limit: number): Promise<PayoutEntity[]> {
    const where = { fileId, traceNumber: MoreThan(afterTraceNumber) };
    return await this.database.read.find(PayoutEntity, { where, order: { traceNumber: 'ASC' }, take: limit });
  }

  /** @returns those that this call moved */
  async moveAll(
    tx: Tx,
    ids: readonly string[],
    transition: PayoutTransition,
    changes: Partial<Pick<PayoutEntity, 'sentAt' | 'settledAt'>> = {},
  ): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { from, to } = payoutTransitions[transition];
    const [rows]: [{ id: string }[], number] = await tx.query(
      `UPDATE payout SET state = $2, sent_at = coalesce($4::timestamptz, sent_at), settled_at = coalesce($5::timestamptz, settled_at)
       WHERE id = ANY($1::uuid[]) AND state = ANY($3::text[]) RETURNING id`,
      [ids.map(uuidOf), to, from, changes.sentAt ?? null, changes.settledAt ?? null],
    );
    return new Set(rows.map(({ id }) => idFromUuid('pyt', id)));
  }

  async noteBankLines(tx: Tx, lines: readonly { id: string; bankLine: string }[]): Promise<void> {
    await tx.query(
      `UPDATE payout p SET bank_line = n.line FROM unnest($1::uuid[], $2::text[]) AS n(id, line) WHERE p.id = n.id`,
      [lines.map(({ id }) => uuidOf(id)), lines.map(({ bankLine }) => bankLine)],
    );
  }

  async noteReturnCode(tx: Tx, id: string, returnCode: string): Promise<void> {
    await tx.update(PayoutEntity, { id }, { returnCode });
  }

  /** Timesheets of settled payouts are paid. */
  async payTimesheets(tx: Tx, runId: string, personIds: readonly string[]): Promise<void> {
    await this.moveTimesheets(tx, runId, personIds.map(uuidOf), 'locked', 'paid');
  }

  /** Timesheets of a booked run's lines without a payout: of people whose time in it rounds to nothing. Their weeks are done with. */
  async passUnpaidTimesheets(tx: Tx, runId: string): Promise<void> {
    const rows: { person_id: string }[] = await tx.query(
      'SELECT DISTINCT person_id FROM pay_line WHERE run_id = $1 AND payout_id IS NULL',
      [uuidOf(runId)],
    );
    const people = rows.map(({ person_id }) => person_id);
    if (people.length === 0) return;
    await this.moveTimesheets(tx, runId, people, 'approved', 'locked');
    await this.moveTimesheets(tx, runId, people, 'locked', 'paid');
  }

  /** By state, how many payouts a run has. */
  async statesOf(tx: Tx, runId: string): Promise<Map<PayoutState, number>> {
    const rows: { state: PayoutState; count: string }[] = await tx.query(
      'SELECT state, count(*) AS count FROM payout WHERE run_id = $1 GROUP BY state',
      [uuidOf(runId)],
    );
    return new Map(rows.map(({ state, count }) => [state, Number(count)]));
  }

  /** How many payouts of a run are still to be paid: they wait, are on their way, or came back and were not reissued. */
  async openOf(tx: Tx, runId: string): Promise<number> {
    const states = await this.statesOf(tx, runId);
    const isDone = (state: PayoutState) => doneStates.some((done) => done === state);
    return [...states].reduce((sum, [state, count]) => (isDone(state) ? sum : sum + count), 0);
  }

  /** Another one for a payout that came back. Its lines stay with the first: `replaces` leads to them. */
  async insertAgain(tx: Tx, payout: NewPayout & Pick<PayoutEntity, 'replaces'>): Promise<void> {
    await tx.insert(PayoutEntity, payout);
  }

  private async moveTimesheets(tx: Tx, runId: string, people: string[], from: string, to: string): Promise<void> {
    await tx.query(
      `UPDATE timesheet SET state = $4 WHERE state = $3 AND id IN (
         SELECT l.timesheet_id FROM pay_line p JOIN timesheet_line l ON l.id = p.timesheet_line_id
         WHERE p.run_id = $1 AND p.person_id = ANY($2::uuid[]))`,
      [uuidOf(runId), people, from, to],
    );
  }
}
