import { createLogUpdate } from 'log-update';

interface Row {
  name: string;
  step: string;
  /** Share of the whole way, from 0 to 1. */
  share: number;
  failed: boolean;
}

const barWidth = 24;

/** Where each applicant stands: bars that move on a terminal, one line a change elsewhere. */
export class ProgressDisplay {
  private readonly rows = new Map<string, Row>();
  private readonly live;

  constructor(
    private readonly output: NodeJS.WriteStream,
    private readonly startedAt = Date.now(),
  ) {
    this.live = output.isTTY ? createLogUpdate(output) : null;
  }

  show(name: string, step: string, share: number, failed = false): void {
    const before = this.rows.get(name);
    this.rows.set(name, { name, step, share, failed });
    if (this.live) this.live(this.render());
    else if (before?.step !== step) this.output.write(`${this.seconds()}  ${name.padEnd(28)} ${step}\n`);
  }

  done(): void {
    this.live?.done();
  }

  private render(): string {
    return [...this.rows.values()].map(renderRow).join('\n');
  }

  private seconds(): string {
    return `${((Date.now() - this.startedAt) / 1000).toFixed(1).padStart(6)} s`;
  }
}

function renderRow({ name, step, share, failed }: Row): string {
  const full = Math.round(share * barWidth);
  const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
  return `${name.padEnd(28)} ${failed ? '✗'.padEnd(barWidth, ' ') : bar} ${step}`;
}
