import { AppError } from '@guildhall/errors';
import { isId } from '@guildhall/messages/contract';

/** A place in the feed: after this event. The event is named too, so that a feed restored to an earlier state shows. */
export interface FeedPlace {
  position: number;
  eventId: string;
}

const beginning = 'start';

/** @param place null before the first event. */
export function writeCursor(place: FeedPlace | null): string {
  const text = place === null ? beginning : `${place.position}:${place.eventId}`;
  return Buffer.from(text).toString('base64url');
}

/** @throws AppError `feed_cursor_invalid` */
export function readCursor(cursor: string): FeedPlace | null {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text === beginning) return null;
  const [, digits, eventId] = /^([1-9]\d{0,14}):(\w+)$/.exec(text) ?? [];
  if (digits === undefined || !isId('evt', eventId)) throw cursorInvalid();
  return { position: Number(digits), eventId };
}

export function cursorInvalid(): AppError {
  return new AppError(
    'feed_cursor_invalid',
    'The cursor is none that this feed gave; read from the beginning, without a cursor, and pass over the ids you know.',
  );
}
