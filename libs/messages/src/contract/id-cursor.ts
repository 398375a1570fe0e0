import { AppError } from '@guildhall/errors';
import { type IdPrefix, isId } from './ids.js';
import type { Page, PageQuery } from './page.js';

const defaultLimit = 50;

/**
 * What a page of a list in order of its ids asks for: how many, and behind which id.
 * @throws AppError `validation_failed` where the cursor is none that such a list gave
 */
export function idCursor(prefix: IdPrefix, { limit, cursor }: PageQuery): { limit: number; after: string | null } {
  if (cursor !== undefined && !isId(prefix, cursor)) throw unknownCursor();
  return { limit: limit ?? defaultLimit, after: cursor ?? null };
}

/** The page made of `rows`, of which one more than `limit` was asked for to see whether there are more. */
export function pageOf<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const data = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return { data, nextCursor: hasMore ? data.at(-1)!.id : null, hasMore };
}

export function unknownCursor(): AppError {
  return new AppError('validation_failed', 'The cursor is none of this list; start without one.', {
    errors: [{ field: 'cursor', message: 'is none that this list gave' }],
  });
}
