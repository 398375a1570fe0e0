import { performance } from 'node:perf_hooks';

/** What a process of the benchmark is told by the one that measures. */
export type PeerOrder = { order: 'call'; calls: number; inFlight: number } | { order: 'stop' };

/** What it answers; latencies in milliseconds. */
export type PeerReport =
  | { report: 'ready'; port?: number }
  | { report: 'called'; seconds: number; latenciesMs: number[] };

export function tell(report: PeerReport): void {
  process.send?.(report);
}

/** Makes `calls` calls with `inFlight` of them out at any time. */
export async function callMany(calls: number, inFlight: number, one: () => Promise<unknown>): Promise<PeerReport> {
  const latenciesMs: number[] = [];
  let left = calls;
  const caller = async () => {
    while (left > 0) {
      left--;
      const startedAt = performance.now();
      await one();
      latenciesMs.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, caller));
  return { report: 'called', seconds: (performance.now() - startedAt) / 1000, latenciesMs };
}

/** Serves orders until `stop`, or until the measuring process is gone. */
export function serveOrders(handlers: { one?: () => Promise<unknown>; stop: () => Promise<void> }): void {
  process.on('message', async (message: PeerOrder) => {
    if (message.order === 'stop') {
      await handlers.stop();
      process.disconnect();
    } else if (handlers.one) {
      tell(await callMany(message.calls, message.inFlight, handlers.one));
    }
  });
  process.once('disconnect', () => process.exit(0));
}
