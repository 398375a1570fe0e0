import { Database, type Tx } from '@guildhall/database';
import { type EventEnvelope, newId, uuidOf } from '@guildhall/messages/contract';
import type { DeliveryState } from '@guildhall/messages/events';
import { Injectable } from '@nestjs/common';
import { DeliveryEntity } from './delivery.entity.js';

export interface Replay {
  webhookId: string;
  /** Already narrowed down to public ones. */
  types: readonly string[];
  from: Date;
  until: Date;
  limit: number;
}

const keptMs = 30 * 24 * 3_600_000;
const clearedAtOnce = 5_000;

/** What is to be delivered, and the log of it. How it is worked off stands in `DeliveryQueue`. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /**
   * One delivery for each endpoint that takes events of this type. A later event of a subject that waits for a retry is due
   * with it, so that it is not looked at again and again in the meantime.
   * @param patterns the names in a filter that match the type
   */
  async fanOut(tx: Tx, event: EventEnvelope, patterns: readonly string[], at: Date): Promise<number> {
    const endpoints: { id: string }[] = await tx.query(
      `SELECT id FROM webhook WHERE state = 'enabled' AND (types IS NULL OR types && $1::text[])`,
      [patterns],
    );
    if (endpoints.length === 0) return 0;
    await tx.query(
      `INSERT INTO webhook_delivery
         (id, webhook_id, event_id, position, type, subject, kind, state, attempts, next_attempt_at, created_at)
       SELECT endpoint.delivery_id, endpoint.webhook_id, $3, feed_event.position, $4, $5, 'event', 'waiting', 0,
         greatest($6, (SELECT max(next_attempt_at) FROM webhook_delivery AS earlier
           WHERE earlier.webhook_id = endpoint.webhook_id AND earlier.subject = $5 AND earlier.state = 'waiting')), $6
       FROM feed_event, unnest($1::uuid[], $2::uuid[]) AS endpoint (delivery_id, webhook_id)
       WHERE feed_event.id = $3`,
      [
        endpoints.map(() => uuidOf(newId('dlv'))),
        endpoints.map(({ id }) => id),
        uuidOf(event.id),
        event.type,
        event.subject,
        at,
      ],
    );
    return endpoints.length;
  }

  async insert(tx: Tx, delivery: DeliveryEntity): Promise<void> {
    await tx.insert(DeliveryEntity, delivery);
  }

  /** Everything of a range of time once more; what is still on its way is left alone. @returns how many */
  async replay(tx: Tx, replay: Replay, at: Date): Promise<number> {
    const events: { id: string }[] = await tx.query(
      `SELECT id FROM feed_event
       WHERE time >= $1 AND time < $2 AND type = ANY($3)
         AND NOT EXISTS (SELECT FROM webhook_delivery AS pending WHERE pending.webhook_id = $4
           AND pending.subject = feed_event.subject AND pending.state = 'waiting' AND pending.event_id = feed_event.id)
       ORDER BY position LIMIT $5`,
      [replay.from, replay.until, replay.types, uuidOf(replay.webhookId), replay.limit + 1],
    );
    if (events.length === 0 || events.length > replay.limit) return events.length;
    await tx.query(
      `INSERT INTO webhook_delivery
         (id, webhook_id, event_id, position, type, subject, kind, state, attempts, next_attempt_at, created_at)
       SELECT chosen.delivery_id, $3, feed_event.id, feed_event.position, feed_event.type, feed_event.subject,
         'replay', 'waiting', 0, $4, $4
       FROM unnest($1::uuid[], $2::uuid[]) AS chosen (delivery_id, event_id)
       JOIN feed_event ON feed_event.id = chosen.event_id`,
      [events.map(() => uuidOf(newId('dlv'))), events.map(({ id }) => id), uuidOf(replay.webhookId), at],
    );
    return events.length;
  }

  async find(tx: Tx, webhookId: string, id: string): Promise<DeliveryEntity | null> {
    return await tx.findOneBy(DeliveryEntity, { id, webhookId });
  }

  /** Newest first. */
  async list(
    webhookId: string,
    page: { limit: number; before: string | null; state: DeliveryState | undefined },
  ): Promise<DeliveryEntity[]> {
    const query = this.database.read
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .where('delivery.webhook_id = :webhookId', { webhookId: uuidOf(webhookId) })
      .orderBy('delivery.id', 'DESC')
      .limit(page.limit);
    if (page.before !== null) query.andWhere('delivery.id < :before', { before: uuidOf(page.before) });
    if (page.state !== undefined) query.andWhere('delivery.state = :state', { state: page.state });
    return await query.getMany();
  }

  /** What waits is due now, for an endpoint that takes events again. */
  async makeDue(tx: Tx, webhookId: string, at: Date): Promise<void> {
    await tx.query(
      `UPDATE webhook_delivery SET next_attempt_at = $2 WHERE webhook_id = $1 AND state = 'waiting' AND next_attempt_at > $2`,
      [uuidOf(webhookId), at],
    );
  }

  /** Clears some of what ended long ago, and of what belonged to deleted endpoints. @returns how many rows went */
  async clear(tx: Tx, at: Date): Promise<number> {
    const [, old]: [unknown, number] = await tx.query(
      `DELETE FROM webhook_delivery WHERE id IN (
         SELECT id FROM webhook_delivery WHERE id < $1 AND state <> 'waiting' AND ended_at < $2 ORDER BY id LIMIT $3)`,
      [firstIdAt(new Date(at.getTime() - keptMs)), new Date(at.getTime() - keptMs), clearedAtOnce],
    );
    const [, orphaned]: [unknown, number] = await tx.query(
      `DELETE FROM webhook_delivery WHERE id IN (
         SELECT delivery.id FROM webhook JOIN webhook_delivery AS delivery ON delivery.webhook_id = webhook.id
         WHERE webhook.state = 'deleted' LIMIT $1)`,
      [clearedAtOnce],
    );
    await tx.query(
      `DELETE FROM webhook WHERE state = 'deleted'
         AND NOT EXISTS (SELECT FROM webhook_delivery AS delivery WHERE delivery.webhook_id = webhook.id)`,
    );
    return old + orphaned;
  }
}

/** Ids begin with the milliseconds of their making. @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7 */
function firstIdAt(at: Date): string {
  return at.getTime().toString(16).padStart(12, '0').padEnd(32, '0');
}
