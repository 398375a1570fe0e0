import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import { type LiveEvent, type LiveEvents, type LiveQuery, readLive } from '@guildhall/messages/events';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { FeedRepository } from '../feed/feed.repository.js';
import type { FeedEventEntity } from '../feed/feed-event.entity.js';
import { publicTypes } from '../feed/public-events.js';

const defaultLimit = 200;

/** The end of the feed, for the gateway to show to whom it concerns. */
@Controller()
export class LiveRpcController {
  constructor(private readonly feed: FeedRepository) {}

  @HandleRpc(readLive)
  async read({ position, eventId, limit = defaultLimit }: LiveQuery, { actor }: CallContext): Promise<LiveEvents> {
    if (actor.kind !== 'service' || actor.id !== 'gateway') throw new AppError('not_allowed', 'For the gateway alone.');
    const named = eventId === undefined ? undefined : await this.feed.positionOf(eventId);
    const isLost = named === null;
    const from = named ?? (isLost ? undefined : position);
    if (from === undefined) return { data: [], position: await this.feed.end(), hasMore: false, isLost };
    const rows = await this.feed.after(from, publicTypes, limit + 1);
    const page = rows.slice(0, limit);
    return {
      data: page.map(liveView),
      position: Number(page.at(-1)?.position ?? from),
      hasMore: rows.length > limit,
      isLost,
    };
  }
}

function liveView({ id, type, subject, sequence, data }: FeedEventEntity): LiveEvent {
  const { personId, openingId } = data as { personId?: unknown; openingId?: unknown };
  return { id, type, subject, sequence, personId: textOf(personId), openingId: textOf(openingId) };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
