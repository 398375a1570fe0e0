import { AppError, isAppError, type Problem, recordedProblemFor } from '@guildhall/errors';
import { ParkJob, PutOff, RetryLater } from './jobs.errors.js';

export interface RetryLimits {
  /** Runs before the job is parked. */
  attempts: number;
  /** First delay before a retry; doubles each time. */
  backoffMs: number;
}

/** What is known of a job whose attempt has just failed. */
export interface FailedAttempt {
  /** Counted failures before this one. */
  failures: number;
  /** Times it was taken up at all, this time included; outages lengthen the delay by it. */
  attempt: number;
  /** Since the first attempt, or since the last re-run by a person. */
  ageMs: number;
  /** Since the first of the failures in a row before this one that did not count; 0 where there is none. */
  outageMs: number;
  error: unknown;
}

export type Verdict =
  | { kind: 'retry'; delayMs: number; failures: number; isOutage: boolean; problem: Problem }
  | { kind: 'put_off'; until: Date; failures: number; problem: Problem }
  | { kind: 'park'; failures: number; problem: Problem };

/** A service that is down does not answer `unavailable`; it does not answer at all. */
const outageCodes = new Set(['unavailable', 'deadline_exceeded']);
/**
 * A job whose attempts keep failing without being counted is parked a day after the first of them. One that was put off
 * for longer before has this day as well.
 */
export const maxOutageMs = 24 * 3_600_000;
/** A job that is put off from day to day is parked after a month. */
export const maxPutOffMs = 30 * 24 * 3_600_000;
const maxBackoffMs = 10 * 60_000;
const maxRetryAfterMs = 6 * 3_600_000;
const outageBackoffMs = 1_000;
const maxOutageBackoffMs = 15_000;

/**
 * What becomes of a job after a failed attempt.
 *
 * A part of the house that is away (Postgres, Redis, another service) is no fault of the job: it is tried again within 15 s
 * and no attempt is counted, for up to a day.
 * @param random from [0, 1), for the jitter.
 */
export function afterFailure(limits: RetryLimits, failed: FailedAttempt, random: number): Verdict {
  const { error, failures, ageMs, outageMs } = failed;
  const problem = recordedProblemFor(error);
  if (error instanceof ParkJob) return { kind: 'park', failures: failures + 1, problem };
  if (error instanceof PutOff) {
    if (ageMs >= maxPutOffMs) return { kind: 'park', failures, problem };
    return { kind: 'put_off', until: error.until, failures, problem };
  }
  if (!counts(error)) {
    if (outageMs >= maxOutageMs) return { kind: 'park', failures, problem };
    const delayMs = uncountedDelayMs(error, failed.attempt, random);
    return { kind: 'retry', delayMs, failures, isOutage: true, problem };
  }
  if (failures + 1 >= limits.attempts) return { kind: 'park', failures: failures + 1, problem };
  const delayMs =
    error instanceof RetryLater ? retryAfterMs(error, random) : backoffMs(limits.backoffMs, failures, random);
  return { kind: 'retry', delayMs, failures: failures + 1, isOutage: false, problem };
}

/** A job whose worker died: whatever killed it may have been the job, so the attempt counts. Its death took long enough. */
export function afterDeath(limits: RetryLimits, failures: number): Exclude<Verdict, { kind: 'put_off' }> {
  const problem = recordedProblemFor(
    new AppError('internal', 'The worker that ran it died or lost its connection to Postgres.'),
  );
  if (failures + 1 >= limits.attempts) return { kind: 'park', failures: failures + 1, problem };
  return { kind: 'retry', delayMs: 0, failures: failures + 1, isOutage: false, problem };
}

/** Doubles from `firstMs`, at most 10 minutes; the lower half is fixed, the upper one random, so that herds part. */
export function backoffMs(firstMs: number, failuresBefore: number, random: number): number {
  return jittered(Math.min(firstMs * 2 ** Math.min(failuresBefore, 30), maxBackoffMs), random);
}

function jittered(delayMs: number, random: number): number {
  return Math.round(delayMs * (0.5 + 0.5 * random));
}

function counts(error: unknown): boolean {
  if (error instanceof RetryLater) return error.countsAsAttempt;
  return !(isAppError(error) && outageCodes.has(error.code));
}

function uncountedDelayMs(error: unknown, attempt: number, random: number): number {
  if (error instanceof RetryLater) return retryAfterMs(error, random);
  return jittered(Math.min(outageBackoffMs * 2 ** Math.min(attempt - 1, 10), maxOutageBackoffMs), random);
}

/** Never sooner than the server asked for; a little later, so that those who were sent away together do not come back so. */
function retryAfterMs(error: RetryLater, random: number): number {
  const askedMs = Math.min(Math.max(error.retryAfterMs, 0), maxRetryAfterMs);
  return Math.round(askedMs * (1 + 0.1 * random));
}
