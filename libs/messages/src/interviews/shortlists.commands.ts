import { IsString, Length } from 'class-validator';
import { command, Empty, IsId, IsOneLine, PageQuery, query } from '../contract/index.js';

export const shortlistLimits = { ofOpening: 50, candidates: 200 } as const;

/** Applications that somebody wants to look at together. Being on one changes nothing for an application. */
export class Shortlist {
  id!: string;
  openingId!: string;
  name!: string;
  /** The member of staff who made it; everybody of the recruiters on the opening sees and changes it. */
  createdBy!: string;
  createdAt!: string;
  /** In the order in which they were put on it. */
  applicationIds!: string[];
}

export class CreateShortlistInput {
  @IsId('opn')
  openingId!: string;

  @IsString()
  @Length(1, 100)
  @IsOneLine()
  name!: string;
}

export const createShortlist = command('interviews', 'shortlists.create', {
  input: CreateShortlistInput,
  output: Shortlist,
  errors: ['not_found', 'too_many_shortlists'],
});

export class ShortlistsQuery extends PageQuery {
  @IsId('opn')
  openingId!: string;
}

export class ShortlistPage {
  data!: Shortlist[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Of an opening, the oldest first, for the staff on it. */
export const listShortlists = query('interviews', 'shortlists.list', { input: ShortlistsQuery, output: ShortlistPage });

export class ShortlistRef {
  @IsId('shl')
  shortlistId!: string;
}

export class ShortlistCandidateRef extends ShortlistRef {
  @IsId('app')
  applicationId!: string;
}

/** An application of the same opening; one that is on it already stays where it is. */
export const addToShortlist = command('interviews', 'shortlists.add', {
  input: ShortlistCandidateRef,
  output: Shortlist,
  errors: ['not_found', 'shortlist_full'],
});

export const removeFromShortlist = command('interviews', 'shortlists.remove', {
  input: ShortlistCandidateRef,
  output: Shortlist,
  errors: ['not_found'],
});

/** The list goes; the applications stay as they are. */
export const deleteShortlist = command('interviews', 'shortlists.delete', {
  input: ShortlistRef,
  output: Empty,
  errors: ['not_found'],
});
