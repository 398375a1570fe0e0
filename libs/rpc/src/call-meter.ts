import type { Metrics } from '@guildhall/observability';

interface Meter {
  count: { inc(): void };
  duration: { observe(seconds: number): void };
}

/** Counts and times calls by name and outcome. Looking up a label set costs more than counting, so it is done once each. */
export class CallMeter {
  private readonly meters = new Map<string, Meter>();
  private readonly counter;
  private readonly histogram;

  /** @param subject first part of the metrics' names, for example `rpc_requests` */
  constructor(metrics: Metrics, subject: string, help: string) {
    this.counter = metrics.counter(`${subject}_total`, `${help}, by outcome.`, ['name', 'outcome']);
    this.histogram = metrics.histogram(`${subject}_duration_seconds`, `${help}: how long they took.`, ['name']);
  }

  /** `outcome` is `ok` or an error code. */
  record(name: string, outcome: string, seconds: number): void {
    const key = `${name} ${outcome}`;
    let meter = this.meters.get(key);
    if (!meter) {
      meter = { count: this.counter.labels(name, outcome), duration: this.histogram.labels(name) };
      this.meters.set(key, meter);
    }
    meter.count.inc();
    meter.duration.observe(seconds);
  }
}
