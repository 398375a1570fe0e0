import type { Database } from '@guildhall/database';
import type { EventEnvelope, ServiceName } from '@guildhall/messages/contract';
import type { EventsPage } from '@guildhall/messages/platform';
import { EventEntity } from './event-log.entities.js';

/** Reads a service's log in the order of positions. */
export class EventReader {
  constructor(
    private readonly service: ServiceName,
    private readonly database: Database,
  ) {}

  /** At most `limit` events that follow position `after`, and the head of the log. */
  async after(after: number, limit: number): Promise<EventsPage> {
    const rows = await this.database.read
      .createQueryBuilder(EventEntity, 'event')
      .where('event.position > :after', { after })
      .orderBy('event.position')
      .limit(limit)
      .getMany();
    const events = rows.map((row) => this.envelopeOf(row));
    const isLast = rows.length > 0 && rows.length < limit;
    return { events, head: isLast ? events.at(-1)!.position : await this.head() };
  }

  private async head(): Promise<number> {
    const [row] = await this.database.read.query('SELECT coalesce(max(position), 0) AS head FROM event');
    return Number(row.head);
  }

  private envelopeOf(row: EventEntity): EventEnvelope {
    return {
      position: Number(row.position),
      id: row.id,
      type: row.type,
      source: this.service,
      subject: row.subject,
      sequence: row.sequence,
      time: row.time.toISOString(),
      correlationId: row.correlationId,
      causationId: row.causationId,
      data: row.data,
    };
  }
}
