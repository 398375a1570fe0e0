import { AppError } from '@guildhall/errors';

export function offerNotFound(): AppError {
  return new AppError('not_found', 'There is no such offer, or you do not have access to it.');
}

export function offerExists(applicationId: string): AppError {
  const message = `Application ${applicationId} has a live offer; wait until it ends, or void its contract.`;
  return new AppError('offer_exists', message, { details: { applicationId } });
}
