import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadReport } from './upload-orders.js';

const longestOrderMs = 15 * 60_000;

/** A process of the benchmark beside this one. */
export async function startPeer(
  name: string,
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcess; ready: { port?: number } }> {
  const file = fileURLToPath(new URL(`./${name}.peer.js`, import.meta.url));
  const child = fork(file, { env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [ready] = (await once(child, 'message', { signal: AbortSignal.timeout(30_000) })) as [{ port?: number }];
  return { child, ready };
}

/** Gives the order and waits for its end. @throws Error where it failed, or the process ended */
export async function carryOut<R extends 'recorded' | 'sent'>(
  child: ChildProcess,
  order: LoadOrder,
  wanted: R,
  onWarm: () => void = () => undefined,
): Promise<LoadReport & { report: R }> {
  const ended = new AbortController();
  const onExit = () => ended.abort(new Error('The process that makes the load ended.'));
  child.once('exit', onExit);
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(longestOrderMs)]);
  try {
    child.send(order);
    for await (const [report] of on(child, 'message', { signal }) as AsyncIterable<[LoadReport]>) {
      if (report.report === 'warm') onWarm();
      else if (report.report === 'failed') throw new Error(report.reason);
      else if (report.report === wanted) return report as LoadReport & { report: R };
    }
    throw new Error('The process that makes the load said nothing.');
  } finally {
    child.off('exit', onExit);
  }
}
