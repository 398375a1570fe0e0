import { type ErrorCode, httpStatusByCode } from './error-codes.js';

export interface FieldError {
  /** Path of the field in the body, for example `segments.0.sha256`. */
  field: string;
  message: string;
}

export interface AppErrorInit {
  /** What an applicant or recruiter is shown; the plain message where it is absent. */
  userMessage?: string;
  /** Facts for programs: ids and states, never personal data and never values of secrets. */
  details?: Record<string, unknown>;
  errors?: FieldError[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** How an error travels in an RPC reply, a job record and a stored problem document. */
export interface WireError {
  code: ErrorCode;
  message: string;
  userMessage?: string;
  details?: Record<string, unknown>;
  errors?: FieldError[];
  retryAfterSeconds?: number;
}

/**
 * An expected error. The message names the thing, its state and the next step:
 * `Interview int_… is already submitted; ask for a re-score instead of uploading again.`
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly userMessage: string | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    init: AppErrorInit = {},
  ) {
    super(message, { cause: init.cause });
    this.userMessage = init.userMessage;
    this.details = init.details;
    this.errors = init.errors;
    this.retryAfterSeconds = init.retryAfterSeconds;
  }

  get httpStatus(): number {
    return httpStatusByCode[this.code];
  }

  toWire(): WireError {
    const wire: WireError = { code: this.code, message: this.message };
    if (this.userMessage !== undefined) wire.userMessage = this.userMessage;
    if (this.details !== undefined) wire.details = this.details;
    if (this.errors !== undefined) wire.errors = this.errors;
    if (this.retryAfterSeconds !== undefined) wire.retryAfterSeconds = this.retryAfterSeconds;
    return wire;
  }

  static fromWire(wire: WireError): AppError {
    // A newer service may send a code that this one does not know yet; it must not become `undefined` as a status.
    const code: ErrorCode = wire.code in httpStatusByCode ? wire.code : 'internal';
    return new AppError(code, wire.message, wire);
  }
}

export function isAppError(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError;
}
