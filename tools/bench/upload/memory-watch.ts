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

  end(): number {
    if (!this.timer) throw new Error('The run ended before everybody was warm.');
    clearInterval(this.timer);
    this.look();
    return Math.max(0, this.mostMb - this.startMb);
  }

  private look(): void {
    this.mostMb = Math.max(this.mostMb, residentMemory(this.pid).nowMb);
  }
}
