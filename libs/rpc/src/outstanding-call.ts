import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type WireError } from '@guildhall/errors';
import type { Inbox } from './inbox.js';
import { retryAfterSeconds, tryTimeoutMs } from './limits.js';
import type { RequestStream } from './request-stream.js';
import type { Reply } from './wire.js';

export interface OutstandingCallOptions {
  name: string;
  timeoutMs: number;
  stream: RequestStream;
  inbox: Inbox;
  /** Null where Redis can be used; rejects with `unavailable` where it stays away. */
  untilConnected: (waitMs: number) => Promise<void> | null;
  /** The request, signed, under a nonce of its own and with what is left of the time. */
  seal: (nonce: string, ttlMs: number, sentAtMs: number) => string;
  onRetry: () => void;
}

/** Why the waiting ended without a reply. */
type Silence = 'time_over' | 'not_sent';

/** With less time than this left, there is no point in another question to Redis; timers are this exact. */
const leastUsefulMs = 5;

/** A connection that is just breaking refuses requests before it says that it is gone. */
const unsentPauseMs = 20;

/**
 * One call from its first request to its answer. Requests die with the replica that took them, with a restarted Redis,
 * or unheard in the inbox; so after two seconds of silence the request is sent again, unless it still waits in the
 * stream, where a second one would only make the line longer.
 */
export class OutstandingCall {
  private readonly deadlineMs: number;
  private readonly unanswered = new Set<string>();
  private entryId: string | null = null;
  private inProgress: WireError | null = null;
  private wake: ((end: Reply | Silence) => void) | null = null;
  private answer: Reply | null = null;

  constructor(private readonly options: OutstandingCallOptions) {
    this.deadlineMs = performance.now() + options.timeoutMs;
  }

  /** @throws AppError of the service, or `unavailable`, or `deadline_exceeded` */
  async run(): Promise<object> {
    const nonces: string[] = [];
    try {
      for (;;) {
        await this.untilSendable(nonces.length === 0);
        this.send(nonces);
        let end = await this.wait();
        while (end === 'time_over' && (await this.isStillInLine())) end = await this.wait();
        if (typeof end === 'object') return resultOf(end);
        if (end === 'not_sent') await pause(unsentPauseMs);
        if (this.remainingMs() < leastUsefulMs) throw this.timeOver();
        this.options.onRetry();
      }
    } finally {
      this.options.inbox.forget(nonces);
    }
  }

  private remainingMs(): number {
    return this.deadlineMs - performance.now();
  }

  private async untilSendable(isFirst: boolean): Promise<void> {
    const { untilConnected, stream, name } = this.options;
    const connecting = untilConnected(this.remainingMs());
    if (connecting) await connecting;
    if (!isFirst) return;
    let isFull = stream.isFull();
    if (typeof isFull !== 'boolean') isFull = await this.orUnavailable(isFull);
    if (isFull) throw unavailable(`Too many requests wait for the service of ${name}; try again shortly.`);
  }

  private send(nonces: string[]): void {
    const { stream, inbox, seal } = this.options;
    const nonce = randomUUID();
    nonces.push(nonce);
    this.unanswered.add(nonce);
    inbox.expect(nonce, (reply) => this.hear(nonce, reply));
    this.entryId = null;
    const sealed = seal(nonce, Math.max(1, Math.round(this.remainingMs())), Math.round(stream.clock.nowMs()));
    stream.add(sealed).then(
      (id) => {
        this.entryId = id;
      },
      (error: Error) => {
        // An answer that is an error (out of memory, read-only) will not change within the call.
        if (error.name === 'ReplyError') this.fail(unavailable('Redis refuses requests; try again shortly.'));
        else this.wake?.('not_sent');
      },
    );
  }

  private fail(error: AppError): void {
    this.answer = { ok: false, error: error.toWire() };
    this.wake?.(this.answer);
  }

  private hear(nonce: string, reply: Reply): void {
    this.unanswered.delete(nonce);
    // A repeat met the first try at work: that one's answer is the answer.
    if (!reply.ok && reply.error.code === 'in_progress' && this.unanswered.size > 0) {
      this.inProgress = reply.error;
      return;
    }
    this.answer = reply;
    this.wake?.(reply);
  }

  private wait(): Promise<Reply | Silence> {
    if (this.answer) return Promise.resolve(this.answer);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.('time_over'), Math.min(tryTimeoutMs, Math.max(0, this.remainingMs())));
      this.wake = (end) => {
        this.wake = null;
        clearTimeout(timer);
        resolve(end);
      };
    });
  }

  /** @throws AppError where there is no time, or no Redis, for another try */
  private async isStillInLine(): Promise<boolean> {
    if (this.remainingMs() < leastUsefulMs) throw this.timeOver();
    if (this.entryId === null) throw unavailable('Redis does not answer; try again shortly.');
    this.options.inbox.probe();
    const holds = await this.orUnavailable(this.options.stream.holds(this.entryId).catch(() => false));
    return holds || this.answer !== null;
  }

  /** A question to Redis, which may hang as well as fail. */
  private orUnavailable<T>(asked: Promise<T>): Promise<T> {
    const waitMs = Math.min(tryTimeoutMs, Math.max(0, this.remainingMs()));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const isOver = this.remainingMs() < leastUsefulMs;
        reject(isOver ? this.timeOver() : unavailable('Redis does not answer; try again shortly.'));
      }, waitMs);
      asked
        .then(resolve, () => reject(unavailable('Redis is away; try again shortly.')))
        .finally(() => clearTimeout(timer));
    });
  }

  private timeOver(): AppError {
    if (this.inProgress) return AppError.fromWire(this.inProgress);
    const { name, timeoutMs } = this.options;
    return new AppError(
      'deadline_exceeded',
      `${name} was not answered within ${timeoutMs} ms; it may still take effect.`,
      {
        retryAfterSeconds,
      },
    );
  }
}

function resultOf(reply: Reply): object {
  if (reply.ok) return reply.result;
  throw AppError.fromWire(reply.error);
}

export function unavailable(message: string): AppError {
  return new AppError('unavailable', message, { retryAfterSeconds });
}
