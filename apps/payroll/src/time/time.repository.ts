import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { TimesheetQueryCode, TimesheetState } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { TimeEntryEntity, TimesheetEntity, TimesheetLineEntity } from './time.entity.js';
import { type TimesheetTransition, timesheetTransitions } from './time.states.js';

const mostEntriesOfWeek = 1_000;

@Injectable()
export class TimeRepository {
  constructor(private readonly database: Database) {}

  async addTimesheet(tx: Tx, timesheet: TimesheetEntity): Promise<void> {
    await tx.insert(TimesheetEntity, timesheet);
  }

  async findTimesheet(id: string, manager: EntityManager = this.database.read): Promise<TimesheetEntity | null> {
    return await manager.findOneBy(TimesheetEntity, { id });
  }

  async lockTimesheet(tx: Tx, id: string): Promise<TimesheetEntity | null> {
    return await tx.findOne(TimesheetEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** All of a week, the latest first; there is more than one where time came in after it was paid. */
  async timesheetsOfWeek(tx: Tx, contractId: string, weekStart: string): Promise<TimesheetEntity[]> {
    const where = { contractId, weekStart };
    return await tx.find(TimesheetEntity, { where, order: { number: 'DESC' }, take: 100 });
  }

  /** @returns whether this call made the move */
  async move(tx: Tx, id: string, transition: TimesheetTransition, submittedAt?: Date): Promise<boolean> {
    const { from, to } = timesheetTransitions[transition];
    const where = { id, state: In<TimesheetState>([...from]) };
    const result = await tx.update(TimesheetEntity, where, { state: to, ...(submittedAt && { submittedAt }) });
    return result.affected === 1;
  }

  async addEntries(tx: Tx, entries: TimeEntryEntity[]): Promise<void> {
    await tx.insert(TimeEntryEntity, entries);
  }

  async findEntry(tx: Tx, id: string): Promise<TimeEntryEntity | null> {
    return await tx.findOneBy(TimeEntryEntity, { id });
  }

  async deleteEntry(tx: Tx, id: string): Promise<void> {
    await tx.delete(TimeEntryEntity, { id });
  }

  /** Whoever asks holds the person's lock, so that no other entry comes in meanwhile. */
  async overlapping(tx: Tx, personId: string, startedAt: Date, endedAt: Date): Promise<string | null> {
    const [row] = await tx.query(
      'SELECT id FROM time_entry WHERE person_id = $1 AND started_at < $3 AND ended_at > $2 LIMIT 1',
      [uuidOf(personId), startedAt, endedAt],
    );
    return row ? idFromUuid('tim', row.id) : null;
  }

  async entriesOf(timesheetId: string, manager: EntityManager = this.database.read): Promise<TimeEntryEntity[]> {
    const where = { timesheetId };
    return await manager.find(TimeEntryEntity, { where, order: { startedAt: 'ASC' }, take: mostEntriesOfWeek });
  }

  async secondsOf(timesheetIds: string[], manager: EntityManager = this.database.read): Promise<Map<string, number>> {
    const rows: { timesheet_id: string; seconds: string }[] = await manager.query(
      `SELECT timesheet_id, sum(extract(epoch FROM ended_at - started_at))::bigint AS seconds
       FROM time_entry WHERE timesheet_id = ANY($1) GROUP BY timesheet_id`,
      [timesheetIds.map(uuidOf)],
    );
    return new Map(rows.map((row) => [idFromUuid('tsh', row.timesheet_id), Number(row.seconds)]));
  }

  async listEntries(
    personId: string,
    limit: number,
    beforeId: string | null,
    timesheetId?: string,
  ): Promise<TimeEntryEntity[]> {
    const query = this.database.read
      .createQueryBuilder(TimeEntryEntity, 'entry')
      .where('entry.person_id = :person', { person: uuidOf(personId) })
      .orderBy('entry.id', 'DESC')
      .limit(limit);
    if (timesheetId !== undefined) query.andWhere('entry.timesheet_id = :sheet', { sheet: uuidOf(timesheetId) });
    if (beforeId !== null) query.andWhere('entry.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  async listTimesheets(
    filter: { personId?: string; state?: TimesheetState | undefined; isHandedIn?: boolean },
    limit: number,
    beforeId: string | null,
  ): Promise<TimesheetEntity[]> {
    const query = this.database.read
      .createQueryBuilder(TimesheetEntity, 'timesheet')
      .where('TRUE')
      .orderBy('timesheet.id', 'DESC')
      .limit(limit);
    if (filter.personId !== undefined)
      query.andWhere('timesheet.person_id = :person', { person: uuidOf(filter.personId) });
    if (filter.state !== undefined) query.andWhere('timesheet.state = :state', { state: filter.state });
    if (filter.isHandedIn) query.andWhere(`timesheet.state <> 'open'`);
    if (beforeId !== null) query.andWhere('timesheet.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  async replaceLines(tx: Tx, timesheetId: string, lines: TimesheetLineEntity[]): Promise<void> {
    await tx.delete(TimesheetLineEntity, { timesheetId });
    await tx.insert(TimesheetLineEntity, lines);
  }

  async linesOf(timesheetIds: string[], manager: EntityManager = this.database.read): Promise<TimesheetLineEntity[]> {
    if (timesheetIds.length === 0) return [];
    return await manager.find(TimesheetLineEntity, { where: { timesheetId: In(timesheetIds) }, order: { id: 'ASC' } });
  }

  /** What earlier timesheets of a week have used of its limit. */
  async regularSeconds(tx: Tx, timesheetIds: string[]): Promise<number> {
    const lines = await this.linesOf(timesheetIds, tx);
    return lines.filter(({ kind }) => kind === 'regular').reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** @returns whether this call approved it */
  async approveLine(
    tx: Tx,
    line: Pick<TimesheetLineEntity, 'id' | 'timesheetId'>,
    approval: { approvedBy: string; approvedAt: Date; exceptionCode: string | null },
  ): Promise<boolean> {
    const where = { id: line.id, timesheetId: line.timesheetId, state: In(['submitted' as const, 'queried' as const]) };
    const result = await tx.update(TimesheetLineEntity, where, { ...approval, state: 'approved' });
    return result.affected === 1;
  }

  async queryLine(tx: Tx, id: string, queryCode: TimesheetQueryCode): Promise<void> {
    const unapproved = { approvedBy: null, approvedAt: null, exceptionCode: null };
    await tx.update(TimesheetLineEntity, { id }, { ...unapproved, state: 'queried', queryCode });
  }
}
