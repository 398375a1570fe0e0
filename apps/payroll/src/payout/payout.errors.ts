import { AppError } from '@guildhall/errors';
import type { PayoutState } from '@guildhall/messages/payroll';

/** Another's and one that does not exist answer alike. */
export function payoutNotFound(): AppError {
  return new AppError('not_found', 'There is no such payout, or you do not have access to it.');
}

export function payoutWrongState({ id, state }: { id: string; state: PayoutState }): AppError {
  const message = `Payout ${id} is ${state}; only what came back or was rejected is paid again, and once.`;
  return new AppError('payout_wrong_state', message, { details: { payoutId: id, state } });
}
