import { createHmac } from 'node:crypto';
import type { AccountsConfig } from '../accounts.config.js';

/** An address as the key of a counter: keyed, so that the counters' table is no list of addresses. */
export function addressHash(config: Pick<AccountsConfig, 'codeHashKey'>, email: string): string {
  return createHmac('sha256', Buffer.from(config.codeHashKey, 'base64')).update(`address:${email}`).digest('hex');
}
