import { afterCommit, type Tx } from '@guildhall/database';
import {
  type CallContext,
  type EventDefinition,
  jsonPayload,
  newId,
  type ServiceName,
  uuidOf,
} from '@guildhall/messages/contract';
import type { EventRelay } from './event-relay.js';

export interface NewEvent<P extends object> {
  /** The aggregate that it is about: `application/app_…`. */
  subject: string;
  /** Ids and codes: no personal data, no link, no token. */
  data: P;
  context: CallContext;
  /** When it became true, by the caller's `Clock`. */
  at: Date;
}

export interface AppendedEvent {
  /** `evt_…` */
  id: string;
  /** Dense among the events of the subject, from 1. */
  sequence: number;
}

const subjectPattern = /^[a-z][a-z-]*\/[A-Za-z0-9_-]{1,100}$/;

/** The log of facts that one service tells the others. */
export class EventLog {
  constructor(
    private readonly service: ServiceName,
    private readonly relay: EventRelay,
  ) {}

  /**
   * Writes an event into the caller's transaction, which then holds the subject's lock until it ends: append late. Who takes
   * several subjects takes them in a fixed order, or two transactions may each wait for the other.
   * @throws TypeError where the data is no plain JSON or its class refuses it.
   */
  async append<P extends object>(
    tx: Tx,
    definition: EventDefinition<P>,
    { subject, data, context, at }: NewEvent<P>,
  ): Promise<AppendedEvent> {
    const { producer, type, payload } = definition;
    if (producer !== this.service) throw new Error(`"${type}" is for ${producer} to tell, not for ${this.service}.`);
    if (!subjectPattern.test(subject)) throw new TypeError(`"${subject}" is no subject; write <aggregate>/<id>.`);
    const id = newId('evt');
    // The sequence comes first, so that the subject's lock is held when the event gets its ordinal.
    const [{ sequence }] = await tx.query(
      `WITH next AS (
         INSERT INTO aggregate_sequence AS last (subject, sequence) VALUES ($3, 1)
         ON CONFLICT (subject) DO UPDATE SET sequence = last.sequence + 1
         RETURNING sequence)
       INSERT INTO event (id, type, subject, sequence, time, correlation_id, causation_id, data)
       SELECT $1, $2, $3, next.sequence, $4, $5, $6, $7 FROM next
       RETURNING sequence`,
      [
        uuidOf(id),
        type,
        subject,
        at,
        context.correlationId,
        context.causationId ?? null,
        JSON.stringify(jsonPayload(payload, data, `the event "${type}"`)),
      ],
    );
    afterCommit(tx, () => this.relay.wake());
    return { id, sequence: Number(sequence) };
  }

  /**
   * Writes one event for each of many subjects in one statement, for work that concerns thousands at once. The subjects'
   * locks are taken in their order.
   * @throws RangeError where a subject comes twice
   */
  async appendAll<P extends object>(
    tx: Tx,
    definition: EventDefinition<P>,
    events: readonly Pick<NewEvent<P>, 'subject' | 'data'>[],
    { context, at }: Pick<NewEvent<P>, 'context' | 'at'>,
  ): Promise<void> {
    const { producer, type, payload } = definition;
    if (producer !== this.service) throw new Error(`"${type}" is for ${producer} to tell, not for ${this.service}.`);
    if (events.length === 0) return;
    const unfit = events.find(({ subject }) => !subjectPattern.test(subject));
    if (unfit) throw new TypeError(`"${unfit.subject}" is no subject; write <aggregate>/<id>.`);
    if (new Set(events.map(({ subject }) => subject)).size < events.length) {
      throw new RangeError('A subject comes twice; append its events one after the other.');
    }
    await tx.query(
      `WITH told AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) AS t(id, subject, data)),
       next AS (
         INSERT INTO aggregate_sequence AS last (subject, sequence) SELECT subject, 1 FROM told ORDER BY subject
         ON CONFLICT (subject) DO UPDATE SET sequence = last.sequence + 1
         RETURNING subject, sequence)
       INSERT INTO event (id, type, subject, sequence, time, correlation_id, causation_id, data)
       SELECT told.id, $4, told.subject, next.sequence, $5, $6, $7, told.data FROM told JOIN next USING (subject)`,
      [
        events.map(() => uuidOf(newId('evt'))),
        events.map(({ subject }) => subject),
        events.map(({ data }) => JSON.stringify(jsonPayload(payload, data, `the event "${type}"`))),
        ...[type, at, context.correlationId, context.causationId ?? null],
      ],
    );
    afterCommit(tx, () => this.relay.wake());
  }
}
