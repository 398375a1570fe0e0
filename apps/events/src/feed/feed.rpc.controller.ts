import { AppError } from '@guildhall/errors';
import { type CallContext, hasRole } from '@guildhall/messages/contract';
import { type FeedPage, type FeedQuery, readFeed } from '@guildhall/messages/events';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { FeedRepository } from './feed.repository.js';
import { cursorInvalid, type FeedPlace, readCursor, writeCursor } from './feed-cursor.js';
import { feedEventView } from './feed-event-view.js';
import { chosenTypes } from './public-events.js';

const defaultLimit = 50;
const scope = 'events:read';

@Controller()
export class FeedRpcController {
  constructor(private readonly feed: FeedRepository) {}

  @HandleRpc(readFeed)
  async read({ cursor, types, limit = defaultLimit }: FeedQuery, context: CallContext): Promise<FeedPage> {
    requireReader(context);
    const from = cursor === undefined ? null : readCursor(cursor);
    if (from !== null && !(await this.feed.holds(from))) throw cursorInvalid();
    const rows = await this.feed.after(from?.position ?? 0, chosenTypes(types), limit + 1);
    const page = rows.slice(0, limit);
    return {
      data: page.map(feedEventView),
      nextCursor: writeCursor(placeOf(page.at(-1)) ?? from),
      hasMore: rows.length > limit,
    };
  }
}

function placeOf(event: { position: string; id: string } | undefined): FeedPlace | null {
  return event === undefined ? null : { position: Number(event.position), eventId: event.id };
}

function requireReader({ actor }: CallContext): void {
  if (hasRole(actor, 'admin')) return;
  if (actor.kind === 'system' && actor.scopes.includes(scope)) return;
  throw new AppError('not_allowed', `The feed is for admins and for API keys with the scope ${scope}.`);
}
