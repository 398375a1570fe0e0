import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Injection token of a service's metrics. */
export const METRICS = Symbol('metrics');

/** The registry of one service. In one process each service keeps its own, so that names may repeat. */
export interface Metrics {
  readonly registry: Registry;
  counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L>;
  /** `collect` is asked at each scrape. */
  gauge<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    collect?: (gauge: Gauge<L>) => Promise<void> | void,
  ): Gauge<L>;
  /** Buckets in seconds. */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[], buckets?: number[]): Histogram<L>;
}

const latencyBucketsSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(service: string, options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    counter: (name, help, labelNames) => new Counter({ name, help, labelNames, registers }),
    gauge: (name, help, labelNames, collect) =>
      new Gauge({
        name,
        help,
        labelNames,
        registers,
        ...(collect === undefined
          ? {}
          : {
              async collect(this) {
                await collect(this);
              },
            }),
      }),
    histogram: (name, help, labelNames, buckets = latencyBucketsSeconds) =>
      new Histogram({ name, help, labelNames, buckets, registers }),
  };
}
