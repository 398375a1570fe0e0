import { AppError, messageOf } from '@guildhall/errors';

export const objectMissing = (key: string) => new AppError('not_found', `There is no stored object ${key}.`);

export const objectTooLarge = (key: string, maxBytes: number) =>
  new AppError('body_too_large', `Object ${key} is larger than the ${maxBytes} bytes that this store accepts.`);

export const rangeNotSatisfiable = (key: string, bytes: number) =>
  new AppError('range_not_satisfiable', `Object ${key} has ${bytes} bytes; ask for a range inside it.`, {
    details: { bytes },
  });

export const storageUnavailable = (action: string, cause: unknown) =>
  new AppError('unavailable', `The object store could not ${action} (${messageOf(cause)}); try again.`, {
    userMessage: 'The storage of recordings is not answering. Nothing is lost; please try again in a moment.',
    retryAfterSeconds: 5,
    cause,
  });

/** Tampered with, truncated, swapped or under another key: which of these cannot be told, and must not matter. */
export const objectDamaged = (key: string, where: string, cause?: unknown) =>
  new AppError('internal', `Object ${key} does not decrypt at ${where}; restore it from a backup.`, {
    details: { key },
    cause,
  });

/** Its first reading settled the nonces, which other bytes must not be encrypted under. */
export const sourceChanged = (key: string) =>
  new AppError('internal', `What is stored as ${key} changed while it was read; nothing was stored, start again.`, {
    details: { key },
  });

export const dataKeyDestroyed = (id: string) =>
  new AppError('not_found', `The data key ${id} was destroyed; what was encrypted under it cannot be read any more.`);

export const dataKeyMissing = (id: string) =>
  new AppError('not_found', `There is no data key ${id}; create it before writing under it.`);
