import { AppError } from '@guildhall/errors';
import type { ReviewEntity } from './review.entities.js';

export function noResultYet(applicationId: string): AppError {
  return new AppError('not_found', `Application ${applicationId} has no result to review yet.`);
}

export function reviewNotBegun(applicationId: string): AppError {
  return new AppError(
    'not_found',
    `You have begun no review of the result that holds; begin it with POST /v1/applications/${applicationId}/review.`,
  );
}

export function reviewWrongState({ id, state }: ReviewEntity): AppError {
  const next = {
    open: 'give a level for each criterion first',
    rated: 'its ratings are saved and stay; conclude it by keeping them or by changes with a reason',
    concluded: 'nothing of it changes any more',
  }[state];
  return new AppError('review_wrong_state', `Review ${id} is ${state}: ${next}.`, { details: { reviewId: id, state } });
}

export function badRatings(errors: { field: string; message: string }[]): AppError {
  const [first] = errors;
  return new AppError('validation_failed', `${first!.field} ${first!.message}.`, { errors });
}
