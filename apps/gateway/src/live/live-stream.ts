import { Readable } from 'node:stream';
import type { LiveEvent } from '@guildhall/messages/events';

/** A reader that has so much unread has gone, or is too slow to be live. */
const mostUnreadBytes = 64 * 1_024;

/**
 * One open page, as server-sent events.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class LiveStream extends Readable {
  constructor() {
    super({ read: () => undefined, highWaterMark: mostUnreadBytes });
    // Says how long to wait before coming back, and lets whatever stands in between see that an answer has begun.
    this.write('retry: 3000\n\n');
  }

  tell({ id, type, subject, sequence }: LiveEvent): void {
    this.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ id, type, subject, sequence })}\n\n`);
  }

  /** What the page knows may be incomplete: it has to load everything anew. */
  reset(): void {
    this.write('event: reset\ndata: {}\n\n');
  }

  /** A comment, so that nothing in between takes silence for an end. */
  beat(): void {
    this.write(':\n\n');
  }

  end(): void {
    if (!this.destroyed && !this.readableEnded) this.push(null);
  }

  private write(text: string): void {
    if (this.destroyed) return;
    if (this.readableLength > mostUnreadBytes) this.destroy();
    else this.push(text);
  }
}
