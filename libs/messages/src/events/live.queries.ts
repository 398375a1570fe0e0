import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsId, query } from '../contract/index.js';

export class LiveQuery {
  /** Where to go on; the end of the feed where neither this nor an event is named. */
  @IsOptional()
  @IsInt()
  @Min(0)
  position?: number;

  /** Goes on behind this event instead. */
  @IsOptional()
  @IsId('evt')
  eventId?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

/** As much of an event as decides whom it is shown to, and what a page needs to ask anew. */
export class LiveEvent {
  id!: string;
  type!: string;
  subject!: string;
  sequence!: number;
  personId!: string | null;
  openingId!: string | null;
}

export class LiveEvents {
  /** What follows the place that was asked for, oldest first. */
  data!: LiveEvent[];
  /** Behind the last of them. */
  position!: number;
  hasMore!: boolean;
  /** The event that was named is none of this feed: the reader has to load everything anew. */
  isLost!: boolean;
}

/** The public events behind a place of the feed, for the gateway alone, which shows each to whom it concerns. */
export const readLive = query('events', 'live.read', { input: LiveQuery, output: LiveEvents });
