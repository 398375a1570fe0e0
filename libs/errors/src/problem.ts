import { type AppError, type FieldError, isAppError } from './app-error.js';
import type { ErrorCode } from './error-codes.js';
import { messageOf } from './message-of.js';

/** An `application/problem+json` body. @see https://www.rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  errors: FieldError[] | null;
  details: Record<string, unknown> | null;
}

/**
 * The body of an error response. Anything that is no `AppError` is a defect of ours: the client learns that, and nothing
 * of its text. The request id travels in the header alone, so that a foreign object and a missing one answer alike.
 */
export function problemFor(thrown: unknown): Problem {
  if (!isAppError(thrown)) {
    const detail = 'Something went wrong on our side. Nothing you saved is lost; please try again.';
    return { ...frame('internal', 500), detail, errors: null, details: null };
  }
  return {
    ...frame(thrown.code, thrown.httpStatus),
    detail: thrown.userMessage ?? thrown.message,
    errors: thrown.errors ?? null,
    details: thrown.details ?? null,
  };
}

const longestDetail = 1_000;

/** What is kept beside work that was given up, for those who run the platform: unlike a response it says what was thrown. */
export function recordedProblemFor(thrown: unknown): Problem {
  return { ...problemFor(thrown), detail: messageOf(thrown).slice(0, longestDetail) };
}

function frame(code: AppError['code'], status: number) {
  const words = code.replaceAll('_', ' ');
  return { type: `urn:guildhall:problem:${code}`, title: words[0]!.toUpperCase() + words.slice(1), status, code };
}
