import { AppError } from '@guildhall/errors';
import type { ContractEntity } from '../contract/contract.entity.js';

/** One answer for a wrong, used, replaced and expired link. */
export function linkInvalid(): AppError {
  return new AppError('signing_link_invalid', 'This link does not work (any more); use the one in the newest mail.');
}

/** One answer for a missing, wrong, ended and expired session. */
export function sessionRequired(): AppError {
  return new AppError(
    'signing_session_required',
    'Open the link of the mail first, and send the secret of its signing session as X-Signing-Session.',
  );
}

export function signingWrongState(contract: ContractEntity, next: string): AppError {
  const state = contract.state === 'sent' ? contract.recipientState : contract.state;
  return new AppError(
    'signing_wrong_state',
    `The signing of ${contract.id} is ${state.replaceAll('_', ' ')}; ${next}`,
    {
      details: { contractId: contract.id, state },
    },
  );
}

export function textOutdated(): AppError {
  return new AppError('consent_text_outdated', 'This is not the text that applies now; read it again and agree to it.');
}

export function accessCodeWrong(): AppError {
  const message = 'is not the code in the test file; open it again';
  return new AppError('access_code_wrong', `The access code ${message}.`, {
    errors: [{ field: 'accessCode', message }],
  });
}

export function codeInvalid(): AppError {
  return new AppError('code_invalid', 'That code is not right or has expired; ask for a new one.');
}

export function nameDiffers(): AppError {
  const message = 'has to be your name as it stands in the document';
  return new AppError('validation_failed', `The typed name ${message}.`, { errors: [{ field: 'typedName', message }] });
}
