import { residentMemory } from '../../demo/process-memory.js';

const sampleEveryMs = 250;

/** How much a process grows from a moment on, in MB of resident memory. */
export class MemoryWatch {
  startMb = 0;
  private mostMb = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly pid: number) {}

  begin(): void {
    this.startMb = residentMemory(this.pid).nowMb;
    this.timer = setInterval(() => this.look(), sampleEveryMs);
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** @throws Error where it never began */
  get growthMb(): number {
    if (this.startMb === 0) throw new Error('The run ended before everybody was warm.');
    return Math.max(0, this.mostMb - this.startMb);
  }

  private look(): void {
    this.mostMb = Math.max(this.mostMb, residentMemory(this.pid).nowMb);
  }
}
