import type { ServiceName } from '@guildhall/messages/contract';
import type { Redis } from 'ioredis';
import { maxStreamLength } from './limits.js';
import { StreamClock } from './stream-clock.js';
import { requestField, requestStreamKey } from './wire.js';

/** For how long a look at the stream's length holds; callers add at most what they can in this time beyond the limit. */
const lengthHoldsMs = 100;

/** The stream of one service as its callers see it. */
export class RequestStream {
  readonly clock = new StreamClock();
  private readonly key: string;
  private lengthAskedAtMs = Number.NEGATIVE_INFINITY;
  private length = 0;
  private asking: Promise<void> | null = null;

  constructor(
    private readonly redis: Redis,
    service: ServiceName,
  ) {
    this.key = requestStreamKey(service);
  }

  /** Asks Redis at most every 100 ms: a service that is far behind is spared more work. */
  isFull(): boolean | Promise<boolean> {
    if (performance.now() - this.lengthAskedAtMs < lengthHoldsMs) return this.length > maxStreamLength;
    this.asking ??= this.askLength().finally(() => {
      this.asking = null;
    });
    return this.asking.then(() => this.length > maxStreamLength);
  }

  private async askLength(): Promise<void> {
    this.length = await this.redis.xlen(this.key);
    this.lengthAskedAtMs = performance.now();
  }

  /** Resolves with the entry's id. Never with MAXLEN, which would trim requests that nobody has read. */
  async add(sealed: string): Promise<string> {
    const sentAtMs = performance.now();
    const id = (await this.redis.xadd(this.key, '*', requestField, sealed)) as string;
    this.clock.observe(Number.parseInt(id, 10), sentAtMs);
    return id;
  }

  /**
   * Whether a request still waits for a replica. What was delivered waits no longer, even where it was not deleted: its
   * replica may have died between the two.
   */
  async holds(id: string): Promise<boolean> {
    const [entries, groups] = await Promise.all([
      this.redis.xrange(this.key, id, id),
      this.redis.xinfo('GROUPS', this.key) as Promise<unknown[][]>,
    ]);
    return entries.length > 0 && !groups.some((group) => isAfterOrAt(lastDeliveredId(group), id));
  }
}

/** `[name, value, name, value, …]`, as Redis tells of a group. */
function lastDeliveredId(group: unknown[]): string {
  return String(group[group.indexOf('last-delivered-id') + 1]);
}

function isAfterOrAt(id: string, other: string): boolean {
  const [ms = 0, sequence = 0] = id.split('-').map(Number);
  const [otherMs = 0, otherSequence = 0] = other.split('-').map(Number);
  return ms > otherMs || (ms === otherMs && sequence >= otherSequence);
}
