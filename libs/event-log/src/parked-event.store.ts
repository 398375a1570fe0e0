import { asUnavailable, type Database, type Tx } from '@guildhall/database';
import type { Problem } from '@guildhall/errors';
import { type EventEnvelope, type ServiceName, uuidOf } from '@guildhall/messages/contract';

/** A requested re-run that was begun. */
export interface Rerun {
  subject: string;
  position: string;
  /** It was begun too often and is asked for no longer. */
  isGivenUp: boolean;
}

/** The SQL of the events of one producer that one subscriber has parked. */
export class ParkedEventStore {
  constructor(
    private readonly database: Database,
    private readonly subscriber: ServiceName,
    private readonly producer: ServiceName,
  ) {}

  /** Subjects of these events of which something is parked already. */
  async blockedSubjects(tx: Tx, events: readonly EventEnvelope[]): Promise<Set<string>> {
    const subjects = [...new Set(events.map(({ subject }) => subject))];
    const rows: { subject: string }[] = await tx.query(
      'SELECT DISTINCT subject FROM parked_event WHERE subscriber = $1 AND producer = $2 AND subject = ANY($3)',
      [this.subscriber, this.producer, subjects],
    );
    return new Set(rows.map(({ subject }) => subject));
  }

  /** @param problem null for an event that only waits behind another of its subject. */
  async park(tx: Tx, event: EventEnvelope, problem: Problem | null): Promise<void> {
    await tx.query(
      `INSERT INTO parked_event (subscriber, producer, position, event_id, subject, envelope, problem, parked_at, tries)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), 0)`,
      [
        this.subscriber,
        this.producer,
        event.position,
        uuidOf(event.id),
        event.subject,
        JSON.stringify(event),
        problem === null ? null : JSON.stringify(problem),
      ],
    );
  }

  /**
   * Begins the next re-run that a person asked for; one that was begun too often is given up, since it may be what kills
   * the process.
   * @returns null where none is asked for.
   */
  async beginRerun(maxTries: number): Promise<Rerun | null> {
    const rows = await this.update<Rerun>(
      `UPDATE parked_event SET tries = tries + 1,
         rerun_requested_at = CASE WHEN tries < $3 THEN rerun_requested_at END
       WHERE subscriber = $1 AND producer = $2 AND position = (
         SELECT position FROM parked_event
         WHERE subscriber = $1 AND producer = $2 AND rerun_requested_at IS NOT NULL ORDER BY position LIMIT 1)
       RETURNING subject, position, rerun_requested_at IS NULL AS "isGivenUp"`,
      [this.subscriber, this.producer, maxTries],
    );
    return rows[0] ?? null;
  }

  /** After a re-run was begun and then interrupted by what says nothing against its event. */
  async takeBackTry(position: string): Promise<void> {
    await this.update(
      `UPDATE parked_event SET tries = greatest(tries - 1, 0)
       WHERE subscriber = $1 AND producer = $2 AND position = $3 RETURNING position`,
      [this.subscriber, this.producer, position],
    );
  }

  /** The first parked event of a subject. */
  async first(tx: Tx, subject: string): Promise<EventEnvelope | null> {
    const [row] = await tx.query(
      `SELECT envelope FROM parked_event WHERE subscriber = $1 AND producer = $2 AND subject = $3
       ORDER BY position LIMIT 1 FOR UPDATE`,
      [this.subscriber, this.producer, subject],
    );
    return row?.envelope ?? null;
  }

  /** After it was applied: it goes, and the request passes on to the next one of its subject. */
  async remove(tx: Tx, event: EventEnvelope): Promise<void> {
    await tx.query(
      `WITH gone AS (
         DELETE FROM parked_event WHERE subscriber = $1 AND producer = $2 AND position = $3
         RETURNING subject, rerun_requested_at)
       UPDATE parked_event SET rerun_requested_at = gone.rerun_requested_at FROM gone
       WHERE subscriber = $1 AND producer = $2 AND position = (
         SELECT min(position) FROM parked_event
         WHERE subscriber = $1 AND producer = $2 AND subject = gone.subject AND position > $3)`,
      [this.subscriber, this.producer, event.position],
    );
  }

  /** After it failed again. */
  async refuse(tx: Tx, event: EventEnvelope, problem: Problem): Promise<void> {
    await tx.query(
      `UPDATE parked_event SET problem = $4, rerun_requested_at = NULL
       WHERE subscriber = $1 AND producer = $2 AND position = $3`,
      [this.subscriber, this.producer, event.position, JSON.stringify(problem)],
    );
  }

  private async update<T extends object>(sql: string, parameters: unknown[]): Promise<T[]> {
    try {
      const [rows] = (await this.database.dataSource.query(sql, parameters)) as [T[], number];
      return rows;
    } catch (error) {
      throw asUnavailable(error);
    }
  }
}
