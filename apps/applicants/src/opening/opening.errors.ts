import { AppError } from '@guildhall/errors';

/** Somebody else's opening and one that does not exist answer alike. */
export function openingNotFound(): AppError {
  return new AppError('not_found', 'There is no such opening, or you do not have access to it.');
}

export function openingWrongState(opening: { id: string; state: string }, next: string): AppError {
  return new AppError('opening_wrong_state', `Opening ${opening.id} is ${opening.state}; ${next}`, {
    details: { openingId: opening.id, state: opening.state },
  });
}

export function openingNotOpen(): AppError {
  return new AppError('opening_not_open', 'This opening takes no applications now; look at the other openings.');
}
