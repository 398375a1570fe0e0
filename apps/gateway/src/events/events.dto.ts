import { FeedQuery } from '@guildhall/messages/events';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class EventsQuery extends FeedQuery {
  /** Where to go on: the `nextCursor` of the last visit. `cursor`, as of other lists, is understood too. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;
}
