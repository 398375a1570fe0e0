import { asUnavailable, type Database, type Tx } from '@guildhall/database';
import type { ServiceName } from '@guildhall/messages/contract';

export interface Following {
  subscriber: ServiceName;
  producer: ServiceName;
  /** Names this process. */
  holder: string;
}

/** The SQL of one cursor: who follows, how far, and how often what comes next was tried. */
export class EventCursorStore {
  constructor(
    private readonly database: Database,
    private readonly following: Following,
    private readonly holdMs: number,
  ) {}

  /**
   * Takes or renews the hold on the cursor; a new subscriber starts at 0.
   * @param forgivesTries after an outage, which says nothing against the event that was being applied.
   * @returns null where another process holds it.
   */
  async hold(forgivesTries: boolean): Promise<{ position: number; tries: number } | null> {
    // An UPDATE alone would do, were it not for the first time; as an upsert it is one statement for both.
    const rows = await this.query<{ position: string; tries: number }>(
      `INSERT INTO event_cursor AS cursor (subscriber, producer, position, tries, holder, held_until)
       VALUES ($1, $2, 0, 0, $3, clock_timestamp() + $4 * interval '1 millisecond')
       ON CONFLICT (subscriber, producer) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until,
         tries = CASE WHEN $5 THEN 0 ELSE cursor.tries END
       WHERE cursor.holder = excluded.holder OR cursor.holder IS NULL OR cursor.held_until <= clock_timestamp()
       RETURNING position, tries`,
      [...this.key(), this.holdMs, forgivesTries],
    );
    return rows[0] ? { position: Number(rows[0].position), tries: rows[0].tries } : null;
  }

  /**
   * Writes down, before it is done, that what follows `position` is about to be applied.
   * @returns how often that was begun, this time included; null where the hold was lost.
   */
  async begin(position: number): Promise<number | null> {
    const [rows] = await this.query<{ tries: number }[]>(
      `UPDATE event_cursor SET tries = tries + 1, held_until = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE subscriber = $1 AND producer = $2 AND holder = $3 AND position = $5 RETURNING tries`,
      [...this.key(), this.holdMs, position],
    );
    return rows?.[0]?.tries ?? null;
  }

  /** Locks the cursor for the transaction of the effects. @returns its position; null where the hold was lost. */
  async lock(tx: Tx): Promise<number | null> {
    const [row] = await tx.query(
      `SELECT position FROM event_cursor WHERE subscriber = $1 AND producer = $2 AND holder = $3 FOR UPDATE`,
      this.key(),
    );
    return row ? Number(row.position) : null;
  }

  async advance(tx: Tx, position: number): Promise<void> {
    await tx.query(
      `UPDATE event_cursor SET position = $5, tries = 0, held_until = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE subscriber = $1 AND producer = $2 AND holder = $3`,
      [...this.key(), this.holdMs, position],
    );
  }

  /** Wherever the cursor's holder has got to. */
  async position(): Promise<number> {
    const [row] = await this.query<{ position: string }>(
      'SELECT position FROM event_cursor WHERE subscriber = $1 AND producer = $2',
      this.key().slice(0, 2),
    );
    return Number(row?.position ?? 0);
  }

  /** Lets another process follow at once. */
  async release(): Promise<void> {
    await this.query(
      'UPDATE event_cursor SET holder = NULL WHERE subscriber = $1 AND producer = $2 AND holder = $3',
      this.key(),
    );
  }

  private key(): string[] {
    return [this.following.subscriber, this.following.producer, this.following.holder];
  }

  private async query<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    try {
      return await this.database.dataSource.query(sql, parameters);
    } catch (error) {
      throw asUnavailable(error);
    }
  }
}
