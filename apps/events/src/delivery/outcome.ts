import { nextRetryMs } from './retry-schedule.js';
import type { Answer } from './webhook-sender.js';

/** What an answer means for the delivery and for its endpoint. */
export interface Outcome {
  state: 'waiting' | 'delivered' | 'given_up';
  nextAttemptAt: Date;
  /** Nothing is sent to the endpoint before. */
  pauseUntil: Date | null;
  /** The receiver wants nothing more, ever. */
  isGone: boolean;
}

const gone = 410;
/** Too much for the receiver, or for what stands before it. */
const overloaded = new Set([429, 502, 504]);
const pauseUnlessAskedMs = 30_000;

/**
 * 2xx is success and everything else is none, a redirect too. Whatever comes with a `Retry-After`, or says that it is too
 * much, pauses the endpoint as a whole.
 * @param attempts made so far, this one included
 */
export function outcomeOf(answer: Answer, attempts: number, now: Date, chance: number): Outcome {
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) {
    return { state: 'delivered', nextAttemptAt: now, pauseUntil: null, isGone: false };
  }
  if (status === gone) return { state: 'given_up', nextAttemptAt: now, pauseUntil: null, isGone: true };
  const pauseMs = pauseOf(answer);
  const pauseUntil = pauseMs === null ? null : new Date(now.getTime() + pauseMs);
  const retryMs = nextRetryMs(attempts, chance);
  if (retryMs === null) return { state: 'given_up', nextAttemptAt: now, pauseUntil, isGone: false };
  const nextAttemptAt = new Date(now.getTime() + Math.max(retryMs, pauseMs ?? 0));
  return { state: 'waiting', nextAttemptAt, pauseUntil, isGone: false };
}

function pauseOf({ status, retryAfterSeconds }: Answer): number | null {
  if (retryAfterSeconds !== null) return retryAfterSeconds * 1_000;
  return status !== null && overloaded.has(status) ? pauseUnlessAskedMs : null;
}
