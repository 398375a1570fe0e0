import { AppError } from '@guildhall/errors';

/** Somebody else's contract and one that does not exist answer alike. */
export function contractNotFound(): AppError {
  return new AppError('not_found', 'There is no such contract, or you do not have access to it.');
}

export function contractWrongState(contract: { id: string; state: string }, next: string): AppError {
  const state = contract.state.replaceAll('_', ' ');
  return new AppError('contract_wrong_state', `Contract ${contract.id} is ${state}; ${next}`, {
    details: { contractId: contract.id, state: contract.state },
  });
}
