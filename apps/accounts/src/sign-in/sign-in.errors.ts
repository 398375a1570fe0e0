import { AppError } from '@guildhall/errors';

/** One answer for a wrong, used, expired and never minted code, and for an address that nobody has. */
export function codeInvalid(): AppError {
  return new AppError('code_invalid', 'That code is not right or has expired; ask for a new one.');
}

export function wrongCredentials(): AppError {
  return new AppError('wrong_credentials', 'Address and password do not belong together; check both and try again.');
}

export function notSignedIn(): AppError {
  return new AppError('not_signed_in', 'This session or key is not known or has ended; sign in again.');
}

export function tooManyMails(retryAfterSeconds: number): AppError {
  return new AppError(
    'too_many_mails',
    'Too many mails were asked for this address or from your network; use the last one, or try later.',
    {
      retryAfterSeconds,
    },
  );
}
