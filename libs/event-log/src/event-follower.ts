import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Recurring } from '@guildhall/clock';
import type { Database, Tx } from '@guildhall/database';
import { recordedProblemFor } from '@guildhall/errors';
import type { EventEnvelope, ServiceName } from '@guildhall/messages/contract';
import { type EventsPage, eventsAfter, maxEventsPerPage } from '@guildhall/messages/platform';
import { type Logger, newCorrelationId } from '@guildhall/observability';
import type { RpcClient } from '@guildhall/rpc';
import { EventApplier, isOutage, LostHold } from './event-applier.js';
import { EventCursorStore } from './event-cursor.store.js';
import type { EventHandler } from './event-handlers.js';
import type { EventWakeUps } from './event-wake-ups.js';
import { ParkedEventStore, type Rerun } from './parked-event.store.js';

export interface EventFollowerOptions {
  producer: ServiceName;
  subscriber: ServiceName;
  database: Database;
  rpc: Pick<RpcClient, 'call'>;
  wakeUps: EventWakeUps;
  handlers: readonly EventHandler[];
  logger: Logger;
}

const pullEveryMs = 5_000;
/** After Postgres or the producer did not answer. */
const pullAgainMs = 1_000;
/** A process that does not renew its hold for this long is taken to be dead or paused. */
const holdMs = 15_000;
const maxRerunTries = 3;
const drainTimeoutMs = 10_000;
const drainPollMs = 50;

/**
 * Follows the log of one producer: pulls what is behind its cursor on a wake-up and every 5 s, and applies it.
 *
 * All processes of the service may run one; the one that holds the cursor follows, the others look every 5 s whether it still
 * does. The hold only saves work: what is applied is fenced by the cursor itself.
 */
export class EventFollower {
  private readonly cursor: EventCursorStore;
  private readonly parked: ParkedEventStore;
  private readonly applier: EventApplier;
  private readonly stopping = new AbortController();
  private readonly looks: Recurring;
  private isStandby = false;
  private forgivesTries = false;
  /** Of the parked event whose re-run was interrupted while its try could not be taken back. */
  private owesTryAt: string | null = null;
  private position = 0;
  private head = 0;

  constructor(private readonly options: EventFollowerOptions) {
    const { database, subscriber, producer } = options;
    this.cursor = new EventCursorStore(database, { subscriber, producer, holder: randomUUID() }, holdMs);
    this.parked = new ParkedEventStore(database, subscriber, producer);
    const { cursor, parked } = this;
    this.applier = new EventApplier({ ...options, cursor, parked, stopping: this.stopping.signal });
    this.looks = new Recurring({ run: () => this.follow(), onError: (error) => this.interrupted(error) });
  }

  start(): void {
    this.options.wakeUps.listen(this.options.producer, (head) => {
      this.head = Math.max(this.head, head);
      if (!this.isStandby && head > this.position) void this.wake();
    });
    void this.wake();
  }

  /** Events that were told and not yet applied here, as far as this process knows. */
  get lag(): number {
    return Math.max(0, this.head - this.position);
  }

  /** Resolves once a pull that began after this call has ended. Never rejects. */
  async wake(): Promise<void> {
    await this.looks.wake();
  }

  /**
   * For tests: waits until everything that has a position is applied or parked, by whichever process follows.
   * @throws Error at the deadline.
   */
  async drain(timeoutMs = drainTimeoutMs): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      await this.wake();
      const position = await this.cursor.position();
      const { head } = await this.pull(position, 1);
      if (position >= head) return;
      if (performance.now() > deadline) {
        const { subscriber, producer } = this.options;
        throw new Error(`${subscriber} has followed ${producer} to ${position} of ${head} after ${timeoutMs} ms.`);
      }
      await delay(drainPollMs);
    }
  }

  /** Ends after what is being applied, and lets another process follow. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.looks.close();
    await this.cursor.release().catch((error) => {
      this.options.logger.debug({ err: error }, 'A cursor was not released; its hold runs out by itself.');
    });
  }

  /** @returns milliseconds until the next look. */
  private async follow(): Promise<number> {
    const held = await this.cursor.hold(this.forgivesTries);
    this.isStandby = held === null;
    if (!held) return pullEveryMs;
    this.forgivesTries = false;
    this.position = held.position;
    await this.rerunRequested();
    await this.catchUp();
    return pullEveryMs;
  }

  /** Not by a handler: what those throw is dealt with where they are called. */
  private interrupted(error: unknown): number {
    if (error instanceof LostHold) {
      this.isStandby = true;
      return pullEveryMs;
    }
    this.forgivesTries ||= isOutage(error);
    const { logger, producer } = this.options;
    logger.warn({ err: error, producer, position: this.position }, 'Following was interrupted; it goes on shortly.');
    return pullAgainMs;
  }

  private async catchUp(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const { events, head } = await this.pull(this.position, maxEventsPerPage);
      this.head = head;
      this.assertGapless(events, head);
      if (events.length === 0) return;
      this.position = await this.applier.apply(events, this.position);
      if (events.length < maxEventsPerPage) return;
    }
  }

  private async pull(after: number, limit: number): Promise<EventsPage> {
    const { rpc, producer, subscriber } = this.options;
    const context = { correlationId: newCorrelationId(), actor: { kind: 'service' as const, id: subscriber } };
    return await rpc.call(eventsAfter(producer), { after, limit }, { context });
  }

  /** Positions are dense by construction; a producer that was restored from an old backup would break that. */
  private assertGapless(events: EventEnvelope[], head: number): void {
    const { producer } = this.options;
    if (head < this.position) {
      throw new Error(`The log of ${producer} ends at ${head}, before ${this.position}, which was applied already.`);
    }
    for (const [index, { position }] of events.entries()) {
      const expected = this.position + index + 1;
      if (position !== expected)
        throw new Error(`The log of ${producer} goes on with ${position} instead of ${expected}.`);
    }
  }

  /** Applies parked events again that a person asked for, with those that wait behind them. */
  private async rerunRequested(): Promise<void> {
    for (;;) {
      await this.takeBackTry();
      if (this.stopping.signal.aborted) return;
      const rerun = await this.parked.beginRerun(maxRerunTries);
      if (!rerun) return;
      if (rerun.isGivenUp) this.saysGivenUp(rerun);
      else await this.rerunFirst(rerun);
    }
  }

  private saysGivenUp({ subject, position }: Rerun): void {
    const { logger, producer } = this.options;
    logger.error(
      { producer, position, subject, tries: maxRerunTries },
      'The process died each time while it applied a parked event again; it waits for a person once more.',
    );
  }

  private async rerunFirst({ subject, position }: Rerun): Promise<void> {
    try {
      await this.withFirst(subject, async (tx, event) => {
        await this.applier.handle(event, tx);
        await this.parked.remove(tx, event);
      });
    } catch (error) {
      if (isOutage(error) || error instanceof LostHold) {
        // Now, since after a lost hold another process goes on; and after an outage once more, where now is too soon.
        this.owesTryAt = position;
        await this.takeBackTry().catch(() => undefined);
        throw error;
      }
      this.options.logger.warn({ err: error, subject }, 'A parked event failed again.');
      await this.withFirst(subject, (tx, event) => this.parked.refuse(tx, event, recordedProblemFor(error)));
    }
  }

  private async takeBackTry(): Promise<void> {
    if (this.owesTryAt === null) return;
    await this.parked.takeBackTry(this.owesTryAt);
    this.owesTryAt = null;
  }

  private async withFirst(subject: string, work: (tx: Tx, event: EventEnvelope) => Promise<void>): Promise<void> {
    await this.options.database.transaction(async (tx) => {
      if ((await this.cursor.lock(tx)) === null) throw new LostHold();
      const event = await this.parked.first(tx, subject);
      if (event) await work(tx, event);
    });
  }
}
