import type { Database, Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type Page, type ServiceName, serviceNames, unknownCursor, uuidOf } from '@guildhall/messages/contract';
import type { ParkedEvent } from '@guildhall/messages/platform';
import type { Metrics } from '@guildhall/observability';
import { ParkedEventEntity } from './event-log.entities.js';

const defaultLimit = 50;
const maxLimit = 100;

/** Events that could not be applied: listed, and applied again once a person has seen to the reason. */
export class ParkedEvents {
  constructor(
    private readonly subscriber: ServiceName,
    private readonly database: Database,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'event_parked',
      'Events that wait for a person, or behind such a one.',
      ['producer'],
      async (gauge) => {
        gauge.reset();
        for (const { producer, count } of await this.count()) gauge.set({ producer }, Number(count));
      },
    );
  }

  /** By producer and position; the cursor is `<producer>:<position>` of the page's last event. */
  async list(page: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<ParkedEvent>> {
    const limit = Math.min(page.limit ?? defaultLimit, maxLimit);
    const query = this.database.read
      .createQueryBuilder(ParkedEventEntity, 'parked')
      .where('parked.subscriber = :subscriber', { subscriber: this.subscriber })
      .orderBy({ 'parked.producer': 'ASC', 'parked.position': 'ASC' })
      .limit(limit + 1);
    if (page.cursor !== undefined) {
      query.andWhere('(parked.producer, parked.position) > (:producer, :position)', readCursor(page.cursor));
    }
    const rows = await query.getMany();
    const data = rows.slice(0, limit).map(parkedEvent);
    const last = rows.length > limit ? data.at(-1)! : null;
    return { data, hasMore: last !== null, nextCursor: last && `${last.producer}:${last.position}` };
  }

  /**
   * Asks the follower to apply a parked event again, and then those behind it; where the event itself waits behind another of
   * its subject, from that one on. The caller records who asked for it.
   * @throws AppError `event_not_parked`
   */
  async rerun(tx: Tx, eventId: string): Promise<void> {
    const [asked] = (await tx.query(
      `UPDATE parked_event AS first SET rerun_requested_at = clock_timestamp(), tries = 0
       WHERE subscriber = $1 AND (producer, position) = (
         SELECT same.producer, min(same.position) FROM parked_event AS asked
         JOIN parked_event AS same USING (subscriber, producer, subject)
         WHERE asked.subscriber = $1 AND asked.event_id = $2 GROUP BY same.producer)
       RETURNING first.event_id`,
      [this.subscriber, uuidOf(eventId)],
    )) as [unknown[], number];
    if (asked.length === 0) throw new AppError('event_not_parked', `Event ${eventId} is not parked here.`);
  }

  private async count(): Promise<{ producer: string; count: string }[]> {
    return await this.database.dataSource.query(
      'SELECT producer, count(*) FROM parked_event WHERE subscriber = $1 GROUP BY producer',
      [this.subscriber],
    );
  }
}

function parkedEvent(row: ParkedEventEntity): ParkedEvent {
  return {
    id: row.eventId,
    producer: row.producer,
    position: Number(row.position),
    type: row.envelope.type,
    subject: row.subject,
    correlationId: row.envelope.correlationId,
    parkedAt: row.parkedAt.toISOString(),
    problem: row.problem,
    rerunRequested: row.rerunRequestedAt !== null,
  };
}

function readCursor(cursor: string): { producer: string; position: string } {
  const [producer, position] = cursor.split(':');
  const isOurs = serviceNames.some((name) => name === producer) && /^\d{1,18}$/.test(position ?? '');
  if (!isOurs) throw unknownCursor();
  return { producer: producer!, position: position! };
}
