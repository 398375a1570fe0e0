import { createServer, type Server } from 'node:http';
import { messageOf } from '@guildhall/errors';
import { Registry } from 'prom-client';
import type { Metrics } from './metrics.js';

/** Resolves when the dependency answers; rejects with the reason otherwise. */
export type HealthCheck = () => Promise<unknown>;

export interface Readiness {
  ready: boolean;
  draining: boolean;
  checks: Record<string, string>;
}

const checkDeadlineMs = 1_000;

/** Asks every dependency at once, each for at most a second. */
export async function readiness(checks: Record<string, HealthCheck>, draining: boolean): Promise<Readiness> {
  const asked = Object.entries(checks).map(async ([name, check]) => [name, await stateOf(check)] as const);
  const states = Object.fromEntries(await Promise.all(asked));
  return { ready: !draining && Object.values(states).every((state) => state === 'up'), draining, checks: states };
}

async function stateOf(check: HealthCheck): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within a second')), checkDeadlineMs);
  });
  try {
    await Promise.race([check(), deadline]);
    return 'up';
  } catch (thrown) {
    return messageOf(thrown);
  } finally {
    clearTimeout(timer);
  }
}

export interface OperationsServerOptions {
  port: number;
  host?: string;
  metrics: Metrics[];
  checks: Record<string, HealthCheck>;
  isDraining: () => boolean;
}

export interface OperationsServer {
  port: number;
  close(): Promise<void>;
}

/** `/health/live`, `/health/ready` and `/metrics` of a service that has no HTTP edge of its own. */
export async function startOperationsServer(options: OperationsServerOptions): Promise<OperationsServer> {
  const server = createServer((request, response) => {
    void answer(options, request.url ?? '/').then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await listen(server, options.port, options.host ?? '127.0.0.1');
  return {
    port: options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: OperationsServerOptions, url: string) {
  if (url === '/health/live') return { status: 200, type: 'text/plain', body: 'ok' };
  if (url === '/health/ready') {
    const state = await readiness(options.checks, options.isDraining());
    return { status: state.ready ? 200 : 503, type: 'application/json', body: JSON.stringify(state) };
  }
  if (url === '/metrics') return { status: 200, ...(await renderMetrics(options.metrics)) };
  return { status: 404, type: 'text/plain', body: 'not found' };
}

/** Several registries as one text in the Prometheus format; services tell themselves apart by a label. */
export async function renderMetrics(metrics: Metrics[]): Promise<{ type: string; body: string }> {
  const texts = await Promise.all(metrics.map((one) => one.registry.metrics()));
  return { type: Registry.PROMETHEUS_CONTENT_TYPE, body: mergeExpositions(texts) };
}

/** `Registry.merge` refuses two registries that share a metric's name, so their texts are joined per metric here. */
function mergeExpositions(texts: string[]): string {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    for (const block of text.split(/\n(?=# HELP )/)) {
      const [help, type, ...samples] = block.trim().split('\n');
      if (!help || !type) continue;
      const head = `${help}\n${type}`;
      groups.set(head, [...(groups.get(head) ?? []), ...samples]);
    }
  }
  return [...groups]
    .map(([head, samples]) => [head, ...samples].join('\n'))
    .join('\n\n')
    .concat('\n');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
