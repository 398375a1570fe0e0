import type { Logger } from '@guildhall/observability';

const everyMs = 60_000;

/** Small housekeeping that every process does now and then; it can fail, and be done by the next. */
export class Upkeep {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.work().catch((error) => this.logger.warn({ err: error }, 'Housekeeping failed; it will be tried again.'));
    }, everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
