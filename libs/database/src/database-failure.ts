import { AppError } from '@guildhall/errors';

/** The server went away, is starting or stopping, or has no connection left: SQLSTATE classes 08, 53 and 57P. */
const connectionState = /^(08...|53300|57P0[1-5])$/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND']);
/**
 * node-postgres gives these no code. The last two are TypeORM's words for a connection that broke under a transaction: those of
 * its managers, and those of its query runners, which say so where it broke between two statements.
 */
const clientMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|Database connection provided by a query runner was already released|Query runner already released)/;
const uniqueViolation = '23505';

interface DriverFailure {
  code?: unknown;
  message?: unknown;
  constraint?: unknown;
  driverError?: unknown;
}

/** The failure as the driver reported it; TypeORM wraps what comes out of a query. */
function driverFailure(thrown: unknown): DriverFailure {
  if (typeof thrown !== 'object' || thrown === null) return {};
  const failure: DriverFailure = thrown;
  return failure.driverError ? driverFailure(failure.driverError) : failure;
}

export function isConnectionFailure(thrown: unknown): boolean {
  if (thrown instanceof AggregateError) return thrown.errors.some(isConnectionFailure);
  const { code, message } = driverFailure(thrown);
  if (typeof code === 'string' && (connectionState.test(code) || networkCodes.has(code))) return true;
  return typeof message === 'string' && clientMessages.test(message);
}

/** Whether a statement failed on a unique constraint or index; on the named one where `constraint` is given. */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  const failure = driverFailure(thrown);
  return failure.code === uniqueViolation && (constraint === undefined || failure.constraint === constraint);
}

/**
 * A lost connection is `unavailable`: the caller repeats with the same idempotency key, which is safe even where the
 * connection broke during the commit. Everything else stays what it is.
 */
export function asUnavailable(thrown: unknown): unknown {
  if (!isConnectionFailure(thrown)) return thrown;
  return new AppError('unavailable', 'The database does not answer at the moment; repeat the request shortly.', {
    retryAfterSeconds: 2,
    cause: thrown,
  });
}
