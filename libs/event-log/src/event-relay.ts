import { Recurring } from '@guildhall/clock';
import type { Database } from '@guildhall/database';
import type { ServiceName } from '@guildhall/messages/contract';
import type { Logger } from '@guildhall/observability';
import type { EventWakeUps } from './event-wake-ups.js';

export interface EventRelayOptions {
  service: ServiceName;
  database: Database;
  wakeUps: EventWakeUps;
  logger: Logger;
}

/** For what was committed by a process that died before it could wake its relay. */
const passEveryMs = 5_000;
const passAgainMs = 1_000;
const eventsPerPass = 1_000;
const drainTimeoutMs = 10_000;

/**
 * Gives committed events their dense positions, in the order in which they became visible, and wakes the followers.
 *
 * A position must not be given before the commit: a follower that reads past a gap never sees what fills it later. Every
 * process of the service may run a relay; a transaction-level advisory lock lets one pass at a time through, so that there is
 * nothing to fail over, and nothing that a connection pooler could break.
 */
export class EventRelay {
  private readonly passes: Recurring;

  constructor(private readonly options: EventRelayOptions) {
    this.passes = new Recurring({
      run: () => this.pass(),
      onError: (error) => {
        options.logger.warn({ err: error }, 'Events could not be given their positions; the relay tries again.');
        return passAgainMs;
      },
    });
  }

  /** Takes up what an earlier process left, and looks again every 5 s. */
  start(): void {
    void this.passes.wake();
  }

  /** Resolves once a pass that began after this call has ended. Never rejects. */
  async wake(): Promise<void> {
    await this.passes.wake();
  }

  /**
   * For tests: waits until every committed event has its position.
   * @throws Error at the deadline.
   */
  async drain(timeoutMs = drainTimeoutMs): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    do {
      await this.wake();
      const [row] = await this.options.database.dataSource.query(
        'SELECT EXISTS (SELECT FROM event WHERE position IS NULL) AS unplaced',
      );
      if (!row.unplaced) return;
    } while (performance.now() < deadline);
    throw new Error(`Events are still without a position after ${timeoutMs} ms.`);
  }

  async close(): Promise<void> {
    await this.passes.close();
  }

  /** @returns milliseconds until the next one. */
  private async pass(): Promise<number> {
    const placed = await this.place();
    if (!placed) return passEveryMs;
    await this.options.wakeUps.announce(placed.head);
    return placed.isMore ? 0 : passEveryMs;
  }

  /** @returns the new head of the log; null where nothing was waiting. */
  private async place(): Promise<{ head: number; isMore: boolean } | null> {
    const { database, service } = this.options;
    return await database.transaction(async (tx) => {
      // Another statement than the next one, which must see what the last holder committed. A process that is stopped
      // between the two loses the lock after 5 s.
      await tx.query(
        `SELECT set_config('idle_in_transaction_session_timeout', '5s', true),
           pg_advisory_xact_lock(hashtextextended($1, 0))`,
        [`guildhall:event-relay:${service}`],
      );
      const [placed] = (await tx.query(placeSql, [eventsPerPass])) as [{ position: string }[], number];
      if (placed.length === 0) return null;
      const head = Math.max(...placed.map((row) => Number(row.position)));
      return { head, isMore: placed.length === eventsPerPass };
    });
  }
}

const placeSql = `
  WITH head AS (SELECT coalesce(max(position), 0) AS position FROM event),
  unplaced AS (
    SELECT ordinal, row_number() OVER (ORDER BY ordinal) AS place
    FROM (SELECT ordinal FROM event WHERE position IS NULL ORDER BY ordinal LIMIT $1) AS oldest)
  UPDATE event SET position = head.position + unplaced.place
  FROM unplaced, head WHERE event.ordinal = unplaced.ordinal
  RETURNING event.position`;
