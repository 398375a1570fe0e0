import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newWebhookSecret, secretKeyOf, signatureHeader } from './standard-webhook.js';

const now = () => Math.floor(Date.now() / 1000);

describe('the signature of a webhook', () => {
  it('is that of the vector of Standard Webhooks', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
    const key = secretKeyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(signatureHeader(message, [key])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is accepted by the library of Standard Webhooks, whatever the body and the secret', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array({ minLength: 24, maxLength: 64 }), (content, bytes) => {
        const secret = `whsec_${Buffer.from(bytes).toString('base64')}`;
        const message = { id: 'evt_1', timestamp: now(), body: JSON.stringify({ content }) };
        const headers = {
          'webhook-id': message.id,
          'webhook-timestamp': String(message.timestamp),
          'webhook-signature': signatureHeader(message, [secretKeyOf(secret)]),
        };
        expect(new Webhook(secret).verify(message.body, headers)).toEqual({
          content: JSON.parse(message.body).content,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('holds for both secrets while they are exchanged, and for no other', () => {
    const [older, newer, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const message = { id: 'evt_1', timestamp: now(), body: '{}' };
    const signature = signatureHeader(message, [secretKeyOf(newer), secretKeyOf(older)]);
    expect(signature.split(' ')).toHaveLength(2);
    const headers = {
      'webhook-id': message.id,
      'webhook-timestamp': String(message.timestamp),
      'webhook-signature': signature,
    };
    for (const secret of [older, newer]) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(other).verify('{}', headers)).toThrow('No matching signature found');
  });

  it('covers the id, the time and the body', () => {
    const key = randomBytes(32);
    const message = { id: 'evt_1', timestamp: 1, body: '{}' };
    const expected = createHmac('sha256', key).update('evt_1.1.{}').digest('base64');
    expect(signatureHeader(message, [key])).toBe(`v1,${expected}`);
    for (const change of [{ id: 'evt_2' }, { timestamp: 2 }, { body: '{ }' }]) {
      expect(signatureHeader({ ...message, ...change }, [key])).not.toBe(`v1,${expected}`);
    }
  });
});

describe('a secret', () => {
  it('is new each time, and of 32 bytes', () => {
    expect(secretKeyOf(newWebhookSecret())).toHaveLength(32);
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });

  it.each([
    ['of 23 bytes', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['of 65 bytes', `whsec_${Buffer.alloc(65).toString('base64')}`],
    ['without its prefix', Buffer.alloc(32).toString('base64')],
    ['that is no base64', `whsec_${'!'.repeat(44)}`],
    ['that is empty', 'whsec_'],
  ])('%s is refused, and not repeated', (_what, secret) => {
    expect(() => secretKeyOf(secret)).toThrow(/^A webhook secret is whsec_ and the base64 of 24 to 64 bytes\.$/);
  });
});
