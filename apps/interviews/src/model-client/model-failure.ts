/**
 * Why a call to a model gave nothing to work with, in the words of what has to happen next:
 * - `retry`: the same work may be tried again after `afterMs`. `countsAsAttempt` is false where the server itself named
 *   the time to wait, because being asked to wait is no fault of the work.
 * - `wait`: the work may go on at `until`, a moment of business time; nothing is wrong with it.
 * - `park`: no repetition helps until a person has changed the account, the key or the configuration.
 * - `needs_human`: the model answered, twice, with something that must not be used; a person judges instead.
 */
export type ModelFailure =
  | { kind: 'retry'; reason: RetryReason; afterMs: number; countsAsAttempt: boolean; detail: string }
  | { kind: 'wait'; reason: WaitReason; until: Date; detail: string }
  | { kind: 'park'; reason: ParkReason; detail: string }
  | { kind: 'needs_human'; reason: RejectionReason; detail: string };

/** Of our own making: no server says so. */
export type WaitReason = 'daily_cap_reached';

export type RetryReason = 'rate_limited' | 'server_error' | 'timeout' | 'connection' | 'unreadable_reply';

export type ParkReason =
  | 'insufficient_quota'
  | 'invalid_key'
  | 'model_not_found'
  | 'request_refused'
  | 'word_times_missing'
  | 'audio_too_large';

/** What was wrong with a reply that arrived whole. A reply with any of these is never scored. */
export type RejectionReason =
  | 'stop_reason'
  | 'refusal'
  | 'no_content'
  | 'canary_leaked'
  | 'not_json'
  | 'wrong_schema'
  | 'answer_too_long';

/** Thrown by everything that calls a model. `failure` says what has to happen next; `cause` is what the vendor said. */
export class ModelCallError extends Error {
  override readonly name = 'ModelCallError';

  constructor(
    readonly failure: ModelFailure,
    options?: { cause?: unknown },
  ) {
    super(`${failure.reason}: ${failure.detail}`, options);
  }
}
