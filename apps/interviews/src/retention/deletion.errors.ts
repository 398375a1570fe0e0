import { AppError } from '@guildhall/errors';
import type { DeletionEntity } from './deletion.entity.js';

export function deletionNotFound(): AppError {
  return new AppError('not_found', 'There is no such deletion.');
}

export function certificateNotReady({ id, state }: DeletionEntity): AppError {
  const next =
    state === 'held'
      ? 'the recordings are kept because of a legal duty, and it goes on when that is lifted.'
      : 'its certificate is issued when everything is gone and every service has confirmed it.';
  return new AppError('deletion_wrong_state', `Deletion ${id} is ${state}: ${next}`);
}

export function tooLateToHold({ id, state }: DeletionEntity): AppError {
  return new AppError(
    'deletion_wrong_state',
    `Deletion ${id} is ${state}: its recordings cannot be kept any more; look at its certificate.`,
  );
}

export function nothingHeld(applicationId: string): AppError {
  return new AppError('conflict', `Application ${applicationId} has no legal hold that could be released.`);
}
