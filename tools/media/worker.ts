import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChainRequest {
  path: string;
  /** Takes what is made of it. */
  directory: string;
  /** As a take whose page told that it broke off. */
  isInterrupted: boolean;
}

/** `reason` is the code of a refusal, or what a parked job says. */
export interface ChainReport {
  kind: 'accepted' | 'refused' | 'parked';
  reason: string;
}

export type ChainOutcome = ChainReport | { kind: 'dead' | 'late'; reason: string };

const peer = new URL('./hostile.peer.js', import.meta.url);
const startWithinMs = 30_000;

/** One worker, replaced when a file killed it or kept it for too long. */
export class Worker {
  private child: ChildProcess | null = null;

  get pid(): number {
    return this.child!.pid!;
  }

  async start(): Promise<void> {
    if (this.child) return;
    const child = fork(peer, { execArgv: ['--enable-source-maps'] });
    this.child = child;
    await once(child, 'message', { signal: AbortSignal.timeout(startWithinMs) });
  }

  async run(request: ChainRequest, timeoutMs: number): Promise<ChainOutcome> {
    const child = this.child!;
    const done = new AbortController();
    try {
      const report = once(child, 'message', { signal: done.signal }).then(([message]) => message as ChainReport);
      const death = once(child, 'exit', { signal: done.signal }).then(
        ([code, signal]): ChainOutcome => ({ kind: 'dead', reason: `the worker ended with ${signal ?? code}` }),
      );
      const late = delay(timeoutMs, undefined, { signal: done.signal }).then(
        (): ChainOutcome => ({ kind: 'late', reason: `not done after ${timeoutMs / 1000} s` }),
      );
      child.send(request);
      const outcome = await Promise.race([report, death, late]);
      if (outcome.kind === 'dead' || outcome.kind === 'late') this.stop();
      // The two that lost are told to go, and say so.
      for (const loser of [report, death, late]) loser.catch(() => undefined);
      return outcome;
    } finally {
      done.abort();
    }
  }

  /** Its programs go with it. */
  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }
}
