export { AppError, type AppErrorInit, type FieldError, isAppError, type WireError } from './app-error.js';
export { type ErrorCode, httpStatusByCode } from './error-codes.js';
export { messageOf } from './message-of.js';
export { type Problem, problemFor, recordedProblemFor } from './problem.js';
