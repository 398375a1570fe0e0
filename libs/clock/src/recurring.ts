export interface RecurringWork {
  /** One run. @returns milliseconds until the next one, unless it is woken sooner. */
  run: () => Promise<number>;
  /** Told what a run threw. @returns milliseconds until the next one. */
  onError: (error: unknown) => number;
}

/** Work that a process does again and again, one run at a time: when it is woken, and at the latest when the last run said. */
export class Recurring {
  private running: Promise<void> | null = null;
  private isWanted = false;
  private isClosed = false;
  private timer: NodeJS.Timeout | undefined;
  private nextAtMs = Number.POSITIVE_INFINITY;

  constructor(private readonly work: RecurringWork) {}

  /** Resolves once a run that began after this call has ended. Never rejects. */
  wake(): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    this.isWanted = true;
    this.running ??= this.runWhileWanted();
    return this.running;
  }

  /** Makes sure that a run begins within `delayMs`. */
  wakeIn(delayMs: number): void {
    const atMs = performance.now() + delayMs;
    if (this.isClosed || atMs >= this.nextAtMs) return;
    clearTimeout(this.timer);
    this.nextAtMs = atMs;
    this.timer = setTimeout(() => void this.wake(), delayMs);
  }

  /** Begins no further run and waits for the one under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async runWhileWanted(): Promise<void> {
    let nextMs = 0;
    while (this.isWanted && !this.isClosed) {
      this.isWanted = false;
      clearTimeout(this.timer);
      this.nextAtMs = Number.POSITIVE_INFINITY;
      nextMs = await this.work.run().catch(this.work.onError);
    }
    // In the same breath as the last look at `isWanted`, so that no wake-up falls between the two.
    this.running = null;
    this.wakeIn(nextMs);
  }
}
