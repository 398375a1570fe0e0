import { AppError, isAppError, type Problem, problemFor } from '@guildhall/errors';
import { segmentTooLarge, uploadLocked, uploadNotFound } from './upload.errors.js';

/** How tus throws and writes its own refusals. */
export interface TusRefusal {
  status_code: number;
  body: string;
}

/**
 * tus' refusals in our words. A client of tus acts on the status alone, so the statuses of the protocol stay: 404, 409
 * (wrong offset), 412 (wrong version), 413, 423.
 * @see https://tus.io/protocols/resumable-upload
 */
export function appErrorFor(thrown: unknown, method: string, maxSegmentBytes: number): AppError {
  if (isAppError(thrown)) return thrown;
  const { status_code: status, body } = thrown as Partial<TusRefusal>;
  const said = (body ?? '').trim();
  switch (status) {
    case 404:
    case 410:
      return uploadNotFound();
    case 409:
      return new AppError(
        'conflict',
        'These bytes do not continue the upload: ask HEAD for the offset and go on there.',
      );
    case 412:
      return new AppError(
        'version_conflict',
        'Send `Tus-Resumable: 1.0.0`, the only version of tus that is spoken here.',
      );
    case 413:
      return segmentTooLarge(maxSegmentBytes);
    case 400:
      // tus ends a PATCH that a newer request on the same upload has overtaken with a plain 400.
      return said.startsWith('Request aborted') ? uploadLocked() : new AppError('malformed_request', said);
    case 403:
    case 501:
      return new AppError('malformed_request', said);
    default:
      return unexpected(method, thrown);
  }
}

/**
 * A client that sees a 5xx on HEAD starts again from 0, so a failure that may pass (the volume is away for a moment) says
 * "locked" there: tus clients ask again.
 */
function unexpected(method: string, cause: unknown): AppError {
  if (method === 'HEAD') return uploadLocked();
  return new AppError('internal', 'The upload failed on our side; ask HEAD for the offset and go on there.', { cause });
}

export interface ProblemReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function problemReply(error: AppError): ProblemReply {
  const problem: Problem = problemFor(error);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds);
  const location = error.code === 'upload_duplicate' ? error.details?.['location'] : undefined;
  if (typeof location === 'string') headers['location'] = location;
  return { status: error.httpStatus, headers, body: JSON.stringify(problem) };
}
