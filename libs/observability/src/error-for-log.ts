interface ErrorLike {
  name?: unknown;
  message?: unknown;
  stack?: unknown;
  code?: unknown;
  cause?: unknown;
}

export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  code?: string | number;
  cause?: LoggedError;
}

/** A chain longer than this is one that bites its own tail. */
const mostCauses = 5;

/**
 * What a log may know of an error. Of its other properties nothing: those of drivers hold what was being written, such as a
 * query's parameters or the row that a constraint refused.
 */
export function errorForLog(thrown: unknown, causes = 0): LoggedError {
  // By its shape: errors of Node itself are of another realm's class under a test runner.
  if (typeof thrown !== 'object' || thrown === null) return { type: typeof thrown, message: '' };
  const { name, message, stack, code, cause } = thrown as ErrorLike;
  const logged: LoggedError = {
    type: typeof name === 'string' ? name : 'object',
    message: typeof message === 'string' ? message : '',
  };
  if (typeof stack === 'string') logged.stack = stack;
  if (typeof code === 'string' || typeof code === 'number') logged.code = code;
  if (cause !== undefined && cause !== null && causes < mostCauses) logged.cause = errorForLog(cause, causes + 1);
  return logged;
}
