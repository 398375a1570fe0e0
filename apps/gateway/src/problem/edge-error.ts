import { AppError, type ErrorCode, isAppError } from '@guildhall/errors';

/** Refusals of Nest, Fastify and Node by their status, in our words. */
const byStatus: Record<number, [ErrorCode, string]> = {
  400: ['malformed_request', 'The request cannot be read; see the API reference at /docs.'],
  413: ['body_too_large', 'The body is larger than this route accepts.'],
  414: ['malformed_request', 'The address of this request is too long.'],
  415: ['unsupported_media_type', 'Send JSON, with Content-Type: application/json.'],
  431: ['malformed_request', 'The headers of this request are too large.'],
  503: ['unavailable', 'This server is shutting down; send the request again.'],
};

/**
 * Any error as one that clients may see. A foreign object and a missing one, a malformed id and an unknown path: all
 * `not_found`s are the same to the byte, whichever service said so and with whatever words.
 */
export function edgeErrorFor(thrown: unknown): AppError {
  const error = isAppError(thrown) ? thrown : frameworkError(thrown);
  return error.code === 'not_found' ? notFound() : error;
}

const notFound = () => new AppError('not_found', 'There is nothing here, or nothing that you may see.');

function frameworkError(thrown: unknown): AppError {
  const status = statusOf(thrown);
  if (status === 404 || status === 405) return notFound();
  const [code, message] = byStatus[status] ?? (status >= 400 && status < 500 ? byStatus[400]! : internal);
  const init = code === 'unavailable' ? { cause: thrown, retryAfterSeconds: 1 } : { cause: thrown };
  return new AppError(code, message, init);
}

const internal: [ErrorCode, string] = [
  'internal',
  'Something went wrong on our side. Nothing you saved is lost; please try again.',
];

/** Fastify's errors carry `statusCode`, Nest's exceptions `getStatus()`. */
function statusOf(thrown: unknown): number {
  if (typeof thrown !== 'object' || thrown === null) return 500;
  if ('getStatus' in thrown && typeof thrown.getStatus === 'function') return Number(thrown.getStatus());
  if ('statusCode' in thrown && typeof thrown.statusCode === 'number') return thrown.statusCode;
  return 500;
}
