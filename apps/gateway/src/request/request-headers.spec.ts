import { AppError } from '@guildhall/errors';
import { idempotencyKeyOf } from './idempotency-key.js';
import { requestIdOf } from './request-id.js';

describe('X-Request-Id', () => {
  it('is taken from the client where it is sane', () => {
    expect(requestIdOf({ headers: { 'x-request-id': 'client-id_0042' } })).toBe('client-id_0042');
  });

  it.each([['short'], ['x'.repeat(65)], ['with space'], ['line\nbreak-in-it'], ['<script>alert(1)'], ['']])(
    'is minted where the client sends %j',
    (given) => {
      expect(requestIdOf({ headers: { 'x-request-id': given } })).toMatch(/^req_[0-9a-f]{32}$/);
    },
  );
});

describe('Idempotency-Key', () => {
  it('may be left out, and have up to 255 printable characters', () => {
    expect(idempotencyKeyOf({})).toBeUndefined();
    expect(idempotencyKeyOf({ 'idempotency-key': 'k'.repeat(255) })).toHaveLength(255);
  });

  it.each([[''], ['k'.repeat(256)], ['two words'], ['käse']])('is refused with its name where it is %j', (key) => {
    const refuse = () => idempotencyKeyOf({ 'idempotency-key': key });
    expect(refuse).toThrow(AppError);
    expect(refuse).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    expect(refuse).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'Idempotency-Key' })] }),
    );
  });
});
