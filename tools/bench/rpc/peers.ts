import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PeerOrder, PeerReport } from './bench.peer.js';

const answerTimeoutMs = 120_000;

/** One client or server of the benchmark, in a process of its own. */
export interface Peer {
  readonly pid: number;
  /** Where it listens, if it does. */
  readonly port: number | undefined;
  ask(order: PeerOrder): Promise<PeerReport>;
}

export class Peers {
  private readonly children: ChildProcess[] = [];

  /** @param name of the file `<name>.peer.js` beside this one */
  async start(name: string, environment: Record<string, string>): Promise<Peer> {
    const file = fileURLToPath(new URL(`./${name}.peer.js`, import.meta.url));
    const child = fork(file, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.children.push(child);
    const ready = await nextReport(child, name);
    return {
      pid: child.pid!,
      port: ready.report === 'ready' ? ready.port : undefined,
      ask: (order) => {
        child.send(order);
        return nextReport(child, name);
      },
    };
  }

  async stop(): Promise<void> {
    for (const child of this.children) if (child.connected) child.send({ order: 'stop' } satisfies PeerOrder);
    await Promise.all(this.children.map((child) => (child.exitCode === null ? once(child, 'exit') : null)));
  }
}

function nextReport(child: ChildProcess, name: string): Promise<PeerReport> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      end();
    };
    const onMessage = (report: unknown) => settle(() => resolve(report as PeerReport));
    const onExit = (code: number) => settle(() => reject(new Error(`The process ${name} ended with ${code}.`)));
    const timer = setTimeout(() => settle(() => reject(new Error(`${name} did not answer.`))), answerTimeoutMs);
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
