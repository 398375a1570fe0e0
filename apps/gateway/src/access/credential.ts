import type { IncomingHttpHeaders } from 'node:http';
import { hashToken } from '@guildhall/auth';

export interface Credential {
  kind: 'session' | 'api_key';
  /** SHA-256 of the token; the token itself goes no further than here. */
  hash: string;
}

const bearer = /^Bearer +([\x21-\x7e]{1,200})$/i;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const kindByPrefix = { ghs_: 'session', ghk_: 'api_key' } as const;

/** Where both are sent, the header counts: a client that sets it means it, a browser sends its cookie unasked. */
export function credentialOf(
  { method, headers }: { method: string; headers: IncomingHttpHeaders },
  cookieToken: string | undefined,
): Credential | null {
  const { authorization } = headers;
  if (authorization === undefined) {
    if (cookieToken === undefined || isForgeable(method, headers)) return null;
    return cookieToken.startsWith('ghs_') ? { kind: 'session', hash: hashToken(cookieToken) } : null;
  }
  const token = bearer.exec(authorization)?.[1] ?? '';
  const kind = kindByPrefix[token.slice(0, 4) as keyof typeof kindByPrefix];
  return kind === undefined ? null : { kind, hash: hashToken(token) };
}

/**
 * A cookie does not speak for requests that another site's page makes; `SameSite=Lax` says the same to the browser. Of what
 * changes something it speaks for our own pages alone: to `SameSite` a neighbour under the same domain is no stranger.
 * Programs that are no browsers send no such header.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
function isForgeable(method: string, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (!safeMethods.has(method)) return site !== undefined && site !== 'same-origin' && site !== 'none';
  return site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
}
