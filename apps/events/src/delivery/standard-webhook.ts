import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const shortestBytes = 24;
const longestBytes = 64;
const newSecretBytes = 32;

/** A new secret in the form in which it is shown: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(newSecretBytes).toString('base64')}`;
}

/**
 * The key behind a secret.
 * @throws TypeError where it is not `whsec_` and the base64 of 24 to 64 bytes; the message does not repeat it
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme
 */
export function secretKeyOf(secret: string): Buffer {
  const base64 = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  const key = Buffer.from(base64, 'base64');
  const isWhole = key.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  if (!isWhole || key.length < shortestBytes || key.length > longestBytes) {
    throw new TypeError(`A webhook secret is ${prefix} and the base64 of ${shortestBytes} to ${longestBytes} bytes.`);
  }
  return key;
}

export interface SignedMessage {
  /** The same for every try, so that a receiver can tell a repeat. */
  id: string;
  /** Seconds since 1970; a receiver refuses what is minutes old. */
  timestamp: number;
  body: string;
}

/**
 * The header `webhook-signature`: one signature for each live secret, separated by spaces, so that a receiver may hold the
 * old or the new one while secrets are exchanged.
 */
export function signatureHeader({ id, timestamp, body }: SignedMessage, keys: readonly Buffer[]): string {
  const signed = `${id}.${timestamp}.${body}`;
  return keys.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`).join(' ');
}
