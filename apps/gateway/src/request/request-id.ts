import type { IncomingMessage } from 'node:http';
import { newCorrelationId } from '@guildhall/observability';

/** Nothing that could break a log line or a header, and long enough to find again. */
const sane = /^[A-Za-z0-9_-]{8,64}$/;

/** The client's own `X-Request-Id` where it is sane, else a new one. It travels in that header alone, never in a body. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && sane.test(given) ? given : newCorrelationId();
}
