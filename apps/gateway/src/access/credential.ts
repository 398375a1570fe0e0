import type { IncomingHttpHeaders } from 'node:http';
import { hashToken } from '@guildhall/auth';

export interface Credential {
  kind: 'session' | 'api_key';
  /** SHA-256 of the token; the token itself goes no further than here. */
  hash: string;
}

const bearer = /^Bearer +([\x21-\x7e]{1,200})$/i;
const kindByPrefix = { ghs_: 'session', ghk_: 'api_key' } as const;

/** Where both are sent, the header counts: a client that sets it means it, a browser sends its cookie unasked. */
export function credentialOf(headers: IncomingHttpHeaders, cookieToken: string | undefined): Credential | null {
  const { authorization } = headers;
  if (authorization === undefined) {
    if (cookieToken === undefined || isForgeable(headers)) return null;
    return cookieToken.startsWith('ghs_') ? { kind: 'session', hash: hashToken(cookieToken) } : null;
  }
  const token = bearer.exec(authorization)?.[1] ?? '';
  const kind = kindByPrefix[token.slice(0, 4) as keyof typeof kindByPrefix];
  return kind === undefined ? null : { kind, hash: hashToken(token) };
}

/** A cookie does not speak for requests that another site's page makes; `SameSite=Lax` says the same to the browser. */
function isForgeable(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
}
