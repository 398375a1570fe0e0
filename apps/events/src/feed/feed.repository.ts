import { Database, type Tx } from '@guildhall/database';
import { type EventEnvelope, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { FeedPlace } from './feed-cursor.js';
import { FeedEventEntity } from './feed-event.entity.js';

@Injectable()
export class FeedRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds an event at the end of the feed; one that is there already stays where it is.
   *
   * Followers of several logs write at once. The lock is held until the transaction ends, so positions are dense and become
   * visible in their order: a reader that passed one never finds a smaller one later. A process that is stopped under the
   * lock loses it after 5 s, before the others give up waiting (10 s).
   * @returns whether it was new.
   */
  async append(tx: Tx, event: EventEnvelope): Promise<boolean> {
    // Another statement than the next one, which must see what the last holder committed.
    await tx.query(
      `SELECT set_config('idle_in_transaction_session_timeout', '5s', true),
         pg_advisory_xact_lock(hashtextextended('guildhall:feed', 0))`,
    );
    const added: unknown[] = await tx.query(
      `INSERT INTO feed_event (position, id, source, type, subject, sequence, time, correlation_id, causation_id, data)
       SELECT coalesce(max(position), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9 FROM feed_event
       ON CONFLICT (id) DO NOTHING RETURNING position`,
      [
        uuidOf(event.id),
        event.source,
        event.type,
        event.subject,
        event.sequence,
        event.time,
        event.correlationId,
        event.causationId,
        JSON.stringify(event.data),
      ],
    );
    return added.length === 1;
  }

  /**
   * The first `limit` events of these types that follow a position. Each type is looked up by itself, so that a rare one costs no
   * walk through everything else. A row comparison, since with `type = … AND position > …` the planner may walk along the
   * positions and look for the type there.
   */
  async after(position: number, types: readonly string[], limit: number): Promise<FeedEventEntity[]> {
    const places: { position: string }[] = await this.database.read.query(
      `SELECT next.position FROM unnest($1::text[]) AS wanted (type)
       CROSS JOIN LATERAL (
         SELECT type, position FROM feed_event
         WHERE (feed_event.type, position) > (wanted.type, $2::bigint) ORDER BY type, position LIMIT $3
       ) AS next
       WHERE next.type = wanted.type
       ORDER BY next.position LIMIT $3`,
      [types, position, limit],
    );
    if (places.length === 0) return [];
    return await this.database.read
      .createQueryBuilder(FeedEventEntity, 'event')
      .where('event.position = ANY(:positions)', { positions: places.map((place) => place.position) })
      .orderBy('event.position')
      .getMany();
  }

  /** Null where the feed does not hold the event. */
  async positionOf(eventId: string): Promise<number | null> {
    const event = await this.database.read.findOne(FeedEventEntity, {
      select: { position: true },
      where: { id: eventId },
    });
    return event && Number(event.position);
  }

  /** The last position; 0 where there is nothing yet. */
  async end(): Promise<number> {
    const [{ last }]: [{ last: string }] = await this.database.read.query(
      'SELECT coalesce(max(position), 0) AS last FROM feed_event',
    );
    return Number(last);
  }

  async holds({ position, eventId }: FeedPlace): Promise<boolean> {
    return await this.database.read.existsBy(FeedEventEntity, { position: String(position), id: eventId });
  }
}
