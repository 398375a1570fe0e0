import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Tx } from '@guildhall/database';
import { AppError, isAppError, recordedProblemFor } from '@guildhall/errors';
import type { CallContext, EventEnvelope, ServiceName } from '@guildhall/messages/contract';
import { type Logger, runInContext } from '@guildhall/observability';
import type { EventCursorStore } from './event-cursor.store.js';
import type { EventHandler } from './event-handlers.js';
import type { ParkedEventStore } from './parked-event.store.js';

export interface EventApplierOptions {
  subscriber: ServiceName;
  producer: ServiceName;
  database: Database;
  cursor: EventCursorStore;
  parked: ParkedEventStore;
  handlers: readonly EventHandler[];
  logger: Logger;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
}

/** Another process has taken over; what this one was doing took no effect. */
export class LostHold extends Error {
  override readonly name = 'LostHold';
}

const maxTries = 5;
const retryFirstMs = 100;
const handlerTimeoutMs = 20_000;

/**
 * Applies events in their order, each with its effect once: effects and cursor commit together. A batch shares one transaction;
 * when that fails its events are applied one by one, and one that fails every time is parked with the later ones of its
 * subject, so that the rest go on.
 */
export class EventApplier {
  constructor(private readonly options: EventApplierOptions) {}

  /**
   * @param events the ones that follow `position`, without a gap.
   * @returns the position after them.
   * @throws LostHold, or AppError `unavailable` where Postgres is away; then nothing is held against the event.
   */
  async apply(events: EventEnvelope[], position: number): Promise<number> {
    const { cursor, logger, producer } = this.options;
    const tries = await cursor.begin(position);
    if (tries === null) throw new LostHold();
    // More than once: whoever began before was killed or failed, and which event is to blame has to be found out.
    if (tries > 1) return await this.applyOneByOne(events, position, tries);
    try {
      return await this.applyTogether(events, position);
    } catch (error) {
      if (isOutage(error) || error instanceof LostHold) throw error;
      logger.warn(
        { err: error, producer, position, events: events.length },
        'A batch of events failed; now one by one.',
      );
    }
    return await this.applyOneByOne(events, position, tries);
  }

  /** Runs the handlers of one event in the caller's transaction. */
  async handle(event: EventEnvelope, tx: Tx): Promise<void> {
    const { subscriber } = this.options;
    const context: CallContext = {
      correlationId: event.correlationId,
      causationId: event.id,
      actor: { kind: 'service', id: subscriber },
    };
    for (const handler of this.handlersOf(event)) {
      await runInContext(context, () => inTime(handler.handle(event, tx), event));
    }
  }

  private async applyTogether(events: EventEnvelope[], position: number): Promise<number> {
    const { database, cursor, parked } = this.options;
    const last = events.at(-1)!.position;
    const handled = events.filter((event) => this.handlersOf(event).length > 0);
    await database.transaction(async (tx) => {
      if ((await cursor.lock(tx)) !== position) throw new LostHold();
      const blocked = handled.length > 0 ? await parked.blockedSubjects(tx, handled) : new Set<string>();
      for (const event of handled) {
        if (blocked.has(event.subject)) await parked.park(tx, event, null);
        else await this.handle(event, tx);
      }
      await cursor.advance(tx, last);
    });
    return last;
  }

  private async applyOneByOne(events: EventEnvelope[], from: number, begun: number): Promise<number> {
    let position = from;
    // The first has been begun already, together with the others.
    let tries: number | null = begun;
    for (const event of events) {
      tries ??= await this.options.cursor.begin(position);
      if (tries === null) throw new LostHold();
      await this.applyOne(event, position, tries);
      position = event.position;
      tries = null;
    }
    return position;
  }

  private async applyOne(event: EventEnvelope, position: number, begun: number): Promise<void> {
    let error: unknown = new AppError('internal', 'The process died each time while it applied this event.');
    for (let tries: number | null = begun; tries <= maxTries; ) {
      try {
        await this.applyTogether([event], position);
        return;
      } catch (thrown) {
        if (isOutage(thrown) || thrown instanceof LostHold) throw thrown;
        error = thrown;
      }
      if (tries === maxTries) break;
      await delay(retryFirstMs * 2 ** (tries - 1), undefined, { signal: this.options.stopping }).catch(() => undefined);
      if (this.options.stopping.aborted) throw new LostHold();
      tries = await this.options.cursor.begin(position);
      if (tries === null) throw new LostHold();
    }
    await this.park(event, position, error);
  }

  private async park(event: EventEnvelope, position: number, error: unknown): Promise<void> {
    const { database, cursor, parked, logger, producer } = this.options;
    await database.transaction(async (tx) => {
      if ((await cursor.lock(tx)) !== position) throw new LostHold();
      await parked.park(tx, event, recordedProblemFor(error));
      await cursor.advance(tx, event.position);
    });
    const { id, type, subject } = event;
    logger.error({ err: error, producer, eventId: id, type, subject }, 'The event is parked and waits for a person.');
  }

  private handlersOf(event: EventEnvelope): EventHandler[] {
    const { handlers, producer } = this.options;
    return handlers.filter(
      (handler) => handler.producer === producer && (handler.type === null || handler.type === event.type),
    );
  }
}

/** Postgres went away: `Database.transaction` says so in these words. */
export function isOutage(error: unknown): boolean {
  return isAppError(error) && error.code === 'unavailable';
}

/** The transaction of a handler that hangs is rolled back like that of one that throws. */
async function inTime(work: Promise<void>, event: EventEnvelope): Promise<void> {
  const ended = new AbortController();
  const late = delay(handlerTimeoutMs, undefined, { signal: ended.signal }).then(
    () => {
      throw new AppError('internal', `The handler of ${event.type} ${event.id} did not end in ${handlerTimeoutMs} ms.`);
    },
    () => undefined,
  );
  try {
    await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}
