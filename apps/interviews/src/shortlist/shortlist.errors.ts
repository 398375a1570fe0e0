import { AppError } from '@guildhall/errors';
import { shortlistLimits } from '@guildhall/messages/interviews';

/** One of an opening that the caller is not on, and one that does not exist, answer alike. */
export function shortlistNotFound(): AppError {
  return new AppError('not_found', 'There is no such shortlist, or you do not have access to it.');
}

/** Of another opening, withdrawn, or none at all. */
export function notOfThisOpening(): AppError {
  return new AppError('not_found', 'There is no such application for the opening of this shortlist.');
}

export function tooManyShortlists(openingId: string): AppError {
  return new AppError(
    'too_many_shortlists',
    `Opening ${openingId} has ${shortlistLimits.ofOpening} shortlists already; delete one first.`,
  );
}

export function shortlistFull(shortlistId: string): AppError {
  return new AppError(
    'shortlist_full',
    `Shortlist ${shortlistId} holds ${shortlistLimits.candidates} applications already; take one off it first.`,
  );
}
