import { IsOptional, Matches } from 'class-validator';
import { PageQuery, query } from '../contract/index.js';

export class FeedQuery extends PageQuery {
  /** Only these types, separated by commas; a name ending in `.*` stands for a family. */
  @IsOptional()
  @Matches(/^[a-z_.*,]{1,500}$/)
  types?: string;
}

/** An event in the form of CloudEvents 1.0. */
export class FeedEvent {
  specversion!: '1.0';
  id!: string;
  source!: string;
  type!: string;
  subject!: string;
  time!: string;
  /** Dense place among the events of the same subject, from 1. */
  sequence!: number;
  datacontenttype!: 'application/json';
  dataschema!: string;
  correlationid!: string;
  causationid!: string | null;
  data!: object;
}

export class FeedPage {
  data!: FeedEvent[];
  /** Where to go on; also given at the end, for the next visit. */
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Every published event in the order of its arrival, from the beginning or from a cursor. */
export const readFeed = query('events', 'feed.read', {
  input: FeedQuery,
  output: FeedPage,
  errors: ['feed_cursor_invalid'],
});
