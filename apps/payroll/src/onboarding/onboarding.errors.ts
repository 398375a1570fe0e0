import { AppError } from '@guildhall/errors';
import type { OnboardingState } from '@guildhall/messages/payroll';

/** Somebody else's item and one that does not exist answer alike. */
export function itemNotFound(): AppError {
  return new AppError('not_found', 'There is no such item, or you do not have access to it.');
}

export function onboardingNotOpen(): AppError {
  return new AppError('onboarding_not_open', 'There is nothing to hand in before a contract of yours is sealed.');
}

export function onboardingWrongState(item: { id: string; state: OnboardingState }): AppError {
  const message = `Item ${item.id} is ${item.state}; only what was handed in is verified or rejected.`;
  return new AppError('onboarding_wrong_state', message, { details: { itemId: item.id, state: item.state } });
}

export function handedInAnew({ id }: { id: string }): AppError {
  const message = `Something else was handed in for item ${id} since you looked; look at that and review it by its version.`;
  return new AppError('version_conflict', message, { details: { itemId: id } });
}

/** Names the field and what is wrong with it, never its value. */
export function unfit(field: string, message: string): AppError {
  return new AppError('validation_failed', message, { errors: [{ field, message }] });
}
