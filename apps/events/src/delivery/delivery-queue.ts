import type { Tx } from '@guildhall/database';
import { type IdPrefix, idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { FeedEvent } from '@guildhall/messages/events';
import { Injectable } from '@nestjs/common';
import { feedEventView } from '../feed/feed-event-view.js';
import type { CallFailure } from './webhook-sender.js';

/** A delivery that this process holds for `holdMs`. */
export interface ClaimedDelivery {
  id: string;
  webhookId: string;
  subject: string;
  /** This call's number, from 1: the claim that it was made under. */
  attempts: number;
  url: string;
  failingSince: Date | null;
  event: FeedEvent;
}

/** What became of a call. */
export interface CallResult {
  delivery: ClaimedDelivery;
  state: 'waiting' | 'delivered' | 'given_up';
  nextAttemptAt: Date;
  status: number | null;
  failure: CallFailure | null;
  at: Date;
}

export interface Claim {
  now: Date;
  /** All together. */
  limit: number;
  /** How many more each of these endpoints may begin; the others `otherwise`. */
  webhookIds: string[];
  rooms: number[];
  otherwise: number;
}

/** Longer than a call may take. A process that died gives its deliveries back by it. */
export const holdMs = 35_000;
/** Of one endpoint, how many due deliveries are looked at to find those whose turn it is. */
const lookedAt = 200;

/**
 * The due deliveries of all endpoints, worked off by any number of processes.
 *
 * A delivery's turn comes when no earlier one of its endpoint and subject still waits, so the order of a subject holds
 * whichever process calls. Each endpoint is looked at by itself and no further than it has room, so that one with a million
 * waiting costs the others nothing.
 */
@Injectable()
export class DeliveryQueue {
  async claim(tx: Tx, claim: Claim): Promise<ClaimedDelivery[]> {
    const rows: ClaimedRow[] = await tx.query(claimStatement, [
      ...[claim.now, claim.webhookIds.map(uuidOf), claim.rooms, claim.otherwise, claim.limit, lookedAt, holdMs / 1_000],
    ]);
    return rows.map(claimedOf);
  }

  /** Writes down what became of calls; one that was claimed anew in the meantime is left to whoever claimed it. */
  async settle(tx: Tx, results: readonly CallResult[]): Promise<void> {
    await tx.query(settleStatement, [
      results.map(({ delivery }) => uuidOf(delivery.id)),
      results.map(({ delivery }) => delivery.attempts),
      results.map(({ state }) => state),
      results.map(({ nextAttemptAt }) => nextAttemptAt),
      results.map(({ status }) => status),
      results.map(({ failure }) => failure),
      results.map(({ at }) => at),
    ]);
    const postponed = results.filter(({ state }) => state === 'waiting');
    if (postponed.length === 0) return;
    await tx.query(postponeStatement, [
      postponed.map(({ delivery }) => uuidOf(delivery.webhookId)),
      postponed.map(({ delivery }) => delivery.subject),
      postponed.map(({ nextAttemptAt }) => nextAttemptAt),
    ]);
  }

  /** Gives back what was not called to its end, for another process to begin at once. */
  async release(tx: Tx, deliveries: readonly ClaimedDelivery[]): Promise<void> {
    await tx.query(
      `UPDATE webhook_delivery AS delivery SET held_until = NULL
       FROM unnest($1::uuid[], $2::int[]) AS claimed (id, attempts)
       WHERE delivery.id = claimed.id AND delivery.attempts = claimed.attempts AND delivery.state = 'waiting'`,
      [deliveries.map(({ id }) => uuidOf(id)), deliveries.map(({ attempts }) => attempts)],
    );
  }
}

/** The rows are locked, and their conditions looked at once more, after they were chosen: two processes may choose alike. */
const claimStatement = `
  WITH endpoint AS (
    SELECT webhook.id, webhook.url, webhook.failing_since, coalesce(known.room, $4::int) AS room
    FROM webhook LEFT JOIN unnest($2::uuid[], $3::int[]) AS known (id, room) ON known.id = webhook.id
    WHERE webhook.state = 'enabled' AND (webhook.paused_until IS NULL OR webhook.paused_until <= $1)
      AND coalesce(known.room, $4::int) > 0
  ), chosen AS (
    SELECT due.id FROM endpoint CROSS JOIN LATERAL (
      SELECT candidate.id, candidate.next_attempt_at, candidate.position FROM (
        SELECT id, subject, position, next_attempt_at FROM webhook_delivery
        WHERE webhook_id = endpoint.id AND state = 'waiting' AND next_attempt_at <= $1
          AND (held_until IS NULL OR held_until < now())
        ORDER BY next_attempt_at, position LIMIT $6
      ) AS candidate
      WHERE NOT EXISTS (
        SELECT FROM webhook_delivery AS earlier
        WHERE earlier.webhook_id = endpoint.id AND earlier.state = 'waiting' AND earlier.subject = candidate.subject
          AND (earlier.position, earlier.id) < (candidate.position, candidate.id))
      LIMIT endpoint.room
    ) AS due
    ORDER BY due.next_attempt_at, due.position LIMIT $5
  ), locked AS (
    SELECT id FROM webhook_delivery
    WHERE id = ANY(ARRAY(SELECT id FROM chosen)) AND state = 'waiting' AND (held_until IS NULL OR held_until < now())
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE webhook_delivery AS delivery
    SET attempts = delivery.attempts + 1, held_until = now() + make_interval(secs => $7)
    FROM locked WHERE delivery.id = locked.id
    RETURNING delivery.id, delivery.webhook_id, delivery.event_id, delivery.position, delivery.type, delivery.subject,
      delivery.attempts, delivery.created_at
  )
  SELECT claimed.id, claimed.webhook_id AS "webhookId", claimed.event_id AS "eventId", claimed.type, claimed.subject,
    claimed.attempts, claimed.created_at AS "createdAt", endpoint.url, endpoint.failing_since AS "failingSince",
    event.source, event.sequence, event.time, event.correlation_id AS "correlationId",
    event.causation_id AS "causationId", event.data
  FROM claimed
  JOIN endpoint ON endpoint.id = claimed.webhook_id
  LEFT JOIN feed_event AS event ON event.position = claimed.position
  ORDER BY claimed.position`;

const settleStatement = `
  UPDATE webhook_delivery AS delivery
  SET state = result.state, next_attempt_at = result.next_attempt_at, held_until = NULL,
    last_status = result.status, last_failure = result.failure, last_attempt_at = result.at,
    ended_at = CASE WHEN result.state = 'waiting' THEN NULL ELSE result.at END
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::int[], $6::text[], $7::timestamptz[])
    AS result (id, attempts, state, next_attempt_at, status, failure, at)
  WHERE delivery.id = result.id AND delivery.attempts = result.attempts AND delivery.state = 'waiting'`;

/** What waits behind a retry is due with it, and need not be looked at before. */
const postponeStatement = `
  UPDATE webhook_delivery AS later SET next_attempt_at = retry.next_attempt_at
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS retry (webhook_id, subject, next_attempt_at)
  WHERE later.webhook_id = retry.webhook_id AND later.subject = retry.subject AND later.state = 'waiting'
    AND later.next_attempt_at < retry.next_attempt_at`;

interface ClaimedRow {
  id: string;
  webhookId: string;
  eventId: string;
  type: string;
  subject: string;
  attempts: number;
  createdAt: Date;
  url: string;
  failingSince: Date | null;
  /** Null, with all that follows, where the event is in no feed: a ping. */
  source: string | null;
  sequence: string;
  time: Date;
  correlationId: string;
  causationId: string | null;
  data: object;
}

function claimedOf(row: ClaimedRow): ClaimedDelivery {
  const { subject, attempts, url, failingSince, type } = row;
  const id = (prefix: IdPrefix, uuid: string) => idFromUuid(prefix, uuid);
  const webhookId = id('whk', row.webhookId);
  const eventId = id('evt', row.eventId);
  const told =
    row.source === null
      ? { source: 'events', sequence: 1, time: row.createdAt, correlationId: eventId, causationId: null }
      : { ...row, source: row.source, sequence: Number(row.sequence) };
  const data = row.source === null ? { webhookId } : row.data;
  const event = feedEventView({ ...told, id: eventId, type, subject, data });
  return { id: id('dlv', row.id), webhookId, subject, attempts, url, failingSince, event };
}
