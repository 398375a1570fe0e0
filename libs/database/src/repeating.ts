export interface RepeatingOptions {
  everyMs: number;
  run: () => Promise<unknown>;
  onError: (error: unknown) => void;
}

/** Runs something again and again, never twice at once: the pause begins when a round has ended. */
export class Repeating {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly options: RepeatingOptions) {}

  start(): void {
    if (!this.closed && this.timer === undefined) this.next();
  }

  /** Lets a round that runs come to its end; none begins afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private next(): void {
    this.timer = setTimeout(() => {
      this.running = this.round().then(() => {
        if (!this.closed) this.next();
      });
    }, this.options.everyMs);
  }

  private async round(): Promise<void> {
    try {
      await this.options.run();
    } catch (error) {
      this.options.onError(error);
    }
  }
}
