import { Database, LimitCounters, type WindowUse } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { spendingCounter } from './spending-day.js';

/** Of what models cost, and of what waits because of it. */
@Injectable()
export class SpendingRepository {
  constructor(private readonly database: Database) {}

  /** What was spent on the day that begins at `windowStart`, by opening. */
  async ofDay(windowStart: Date, order: { first: string[]; limit: number }): Promise<WindowUse> {
    return await LimitCounters.ofWindow(this.database.read, { counter: spendingCounter, windowStart }, order);
  }

  /** The openings of interviews and of takes, by the id of each; one that was erased is in none. */
  async openingsOf(interviewIds: string[], takeIds: string[]): Promise<Map<string, string>> {
    const rows: { interview: string; take: string | null; opening: string }[] = await this.database.read.query(
      `SELECT id AS interview, NULL::uuid AS take, opening_id AS opening FROM interview WHERE id = ANY($1)
       UNION ALL
       SELECT interview.id, take.id, opening_id FROM take JOIN interview ON interview.id = interview_id
       WHERE take.id = ANY($2)`,
      [interviewIds.map(uuidOf), takeIds.map(uuidOf)],
    );
    return new Map(
      rows.map(({ interview, take, opening }) => [
        take === null ? idFromUuid('int', interview) : idFromUuid('tak', take),
        idFromUuid('opn', opening),
      ]),
    );
  }
}
