import { messageOf } from '@guildhall/errors';
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ModelFailure, ParkReason, RetryReason } from './model-failure.js';
import { retryAfterMs } from './retry-after.js';

/** Pauses where the server names none. The job queue may wait longer, never shorter. */
const pauseMs: Record<RetryReason, number> = {
  rate_limited: 30_000,
  server_error: 15_000,
  timeout: 30_000,
  connection: 10_000,
  unreadable_reply: 30_000,
};

/** Codes that no repetition cures, whatever status a compatible server sends them with. */
const parkedCodes: Record<string, ParkReason> = {
  insufficient_quota: 'insufficient_quota',
  billing_hard_limit_reached: 'insufficient_quota',
  invalid_api_key: 'invalid_key',
  model_not_found: 'model_not_found',
};

const parkedStatuses: Record<number, ParkReason> = {
  400: 'request_refused',
  401: 'invalid_key',
  403: 'invalid_key',
  404: 'model_not_found',
  413: 'request_refused',
  422: 'request_refused',
};

const longestDetail = 300;

/** What has to happen after the `openai` package threw this. Anything that it does not know is thrown on. */
export function failureOf(thrown: unknown, now: Date): ModelFailure {
  if (thrown instanceof APIConnectionTimeoutError) return retry('timeout', messageOf(thrown));
  if (thrown instanceof APIConnectionError) return retry('connection', messageOf(thrown.cause ?? thrown));
  if (!(thrown instanceof APIError)) throw thrown;
  const detail = messageOf(thrown);
  const parked = parkedCodes[thrown.code ?? ''] ?? parkedStatuses[thrown.status ?? 0];
  if (parked) return { kind: 'park', reason: parked, detail: shortened(detail) };
  return retry(thrown.status === 429 ? 'rate_limited' : 'server_error', detail, retryAfterMs(thrown.headers, now));
}

/** A failure that time may cure; `asked` is the pause that the server named, in milliseconds. */
export function retry(reason: RetryReason, detail: string, asked: number | null = null): ModelFailure {
  return {
    kind: 'retry',
    reason,
    afterMs: asked ?? pauseMs[reason],
    countsAsAttempt: !(reason === 'rate_limited' && asked !== null),
    detail: shortened(detail),
  };
}

function shortened(detail: string): string {
  return detail.length <= longestDetail ? detail : `${detail.slice(0, longestDetail)}…`;
}
