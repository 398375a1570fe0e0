import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '@guildhall/errors';

const longestKey = 255;
const printable = /^[\x21-\x7e]+$/;

/**
 * The client's `Idempotency-Key`; undefined where it sent none.
 * @throws AppError `validation_failed`
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length <= longestKey && printable.test(key)) return key;
  const message = `must have 1 to ${longestKey} printable ASCII characters without spaces`;
  throw new AppError('validation_failed', `The Idempotency-Key ${message}.`, {
    errors: [{ field: 'Idempotency-Key', message }],
  });
}
