import type { Redis } from 'ioredis';
import { entryTimeMs } from './wire.js';

/**
 * Redis' clock as seen from here. Time-to-live is measured by it alone, so that no process' own clock matters.
 *
 * A reading is only known to have been taken between the sending of a question and the arrival of its answer; the
 * estimate stays where it is as long as it lies within these bounds, and is moved to the nearer one otherwise. A slow
 * answer thus never spoils a good estimate, and a jump of Redis' clock is followed with the first answer after it.
 */
export class StreamClock {
  /** Redis' time less the monotonic time of this process. */
  private offsetMs: number;

  constructor(private readonly monotonicMs: () => number = () => performance.now()) {
    this.offsetMs = Date.now() - monotonicMs();
  }

  nowMs(): number {
    return this.monotonicMs() + this.offsetMs;
  }

  /** A reading of Redis' clock, cut to milliseconds, for a question that was sent at `sentAtMs` on the monotonic clock. */
  observe(readingMs: number, sentAtMs: number): void {
    const lowest = readingMs - this.monotonicMs();
    const highest = readingMs + 1 - sentAtMs;
    this.offsetMs = Math.min(Math.max(this.offsetMs, lowest), highest);
  }

  /** An entry that exists was added before now; ids go on rising where Redis' clock was put back. */
  observeEntry(id: string): void {
    const lowest = entryTimeMs(id) - this.monotonicMs();
    if (this.offsetMs < lowest) this.offsetMs = lowest;
  }

  async askTime(redis: Redis): Promise<void> {
    const sentAtMs = this.monotonicMs();
    const [seconds, microseconds] = await redis.time();
    this.observe(Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000), sentAtMs);
  }
}
