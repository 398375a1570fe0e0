import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@guildhall/errors';

const LOG_LIMIT_BYTES = 20 * 1024 * 1024;
const POLL_INTERVAL_MS = 25;
const LOG_TAIL_LINES = 12;

/** A server that this process started, or one that it found running in the same directory. */
export interface ServerProcess {
  readonly pid: number;
  /** True where somebody else started it: that one also stops it. */
  readonly adopted: boolean;
  /** Null while it runs; how it ended otherwise. */
  ended(): string | null;
  /** Settles when it ends (never, for an adopted one). */
  readonly end: Promise<void>;
  /** Sends the signals one after the other until it is gone; throws when even the last did not help. */
  stop(signals: readonly StopSignal[]): Promise<void>;
}

export interface StopSignal {
  signal: NodeJS.Signals;
  /** How long to wait before the next, stronger signal. */
  withinMs: number;
}

/**
 * Starts a server whose output goes to a file (a pipe would fill up, or break, with its parent) and that gets
 * `signalOnParentDeath` from the kernel when this process dies, however it dies: no orphan stays.
 */
export function startServerProcess(options: {
  command: readonly string[];
  signalOnParentDeath: 'INT' | 'TERM';
  logFile: string;
  cwd: string;
  wrapper?: readonly string[];
  /** Its whole environment; this process' own where it is not given. */
  environment?: Record<string, string>;
}): ServerProcess {
  rotateLog(options.logFile);
  const log = openSync(options.logFile, 'a', 0o600);
  const bound = process.platform === 'linux' ? ['setpriv', '--pdeathsig', options.signalOnParentDeath] : [];
  const [program, ...args] = [...(options.wrapper ?? []), ...bound, ...options.command];
  const child = spawn(program as string, args, {
    stdio: ['ignore', log, log],
    cwd: options.cwd,
    env: options.environment,
    // In a session of its own, Ctrl-C on the terminal reaches the launcher only, which stops things in their order.
    detached: true,
  });
  closeSync(log);
  return new ChildServer(child, program as string);
}

class ChildServer implements ServerProcess {
  readonly adopted = false;
  readonly end: Promise<void>;
  private endedBy: string | null = null;

  constructor(
    private readonly child: ChildProcess,
    program: string,
  ) {
    this.end = new Promise((resolve) => {
      const endedBy = (how: string) => {
        this.endedBy ??= how;
        resolve();
      };
      child.once('error', (error) => endedBy(`could not be started (${program}: ${messageOf(error)})`));
      child.once('exit', (code, signal) => endedBy(signal ? `was ended by ${signal}` : `exited with code ${code}`));
    });
    // A server alone must not keep the launcher alive; whoever started it decides that.
    child.unref();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  ended(): string | null {
    return this.endedBy;
  }

  async stop(signals: readonly StopSignal[]): Promise<void> {
    for (const { signal, withinMs } of signals) {
      if (this.endedBy) return;
      this.child.kill(signal);
      if (await becomesTrue(() => this.endedBy !== null, withinMs)) return;
    }
    throw new Error(`Process ${this.pid} did not stop after ${signals.map((each) => each.signal).join(', ')}.`);
  }
}

/**
 * The running server whose pid file (first line: the process id) lies at `pidFile`, if its command line names
 * `directory`; a pid that now belongs to another program is no reason to adopt, or to kill, that program.
 */
export function findServerProcess(pidFile: string, directory: string): ServerProcess | null {
  const pid = readPid(pidFile);
  if (!pid || !commandLineNames(pid, directory)) return null;
  return {
    pid,
    adopted: true,
    end: new Promise(() => undefined),
    ended: () => (commandLineNames(pid, directory) ? null : 'ended'),
    stop: async () => undefined,
  };
}

function readPid(pidFile: string): number | null {
  if (!existsSync(pidFile)) return null;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

function commandLineNames(pid: number, directory: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory);
  } catch {
    return false;
  }
}

/**
 * Repeats `attempt` until it returns, the server ends, or the deadline passes.
 * @throws Error with the reason and the last lines of the server's log.
 */
export async function untilReady<T>(
  name: string,
  server: ServerProcess,
  attempt: () => Promise<T>,
  options: { withinMs: number; logFile: string },
): Promise<T> {
  const deadline = Date.now() + options.withinMs;
  for (;;) {
    try {
      // A stranger on the port may keep an attempt waiting long after our server has given up.
      return await Promise.race([attempt(), failAtEndOf(server)]);
    } catch (error) {
      const ended = server.ended();
      if (ended) throw new Error(`${name} ${ended} before it was ready.${tailOf(options.logFile)}`);
      if (Date.now() > deadline) {
        const waited = `${name} was not ready within ${options.withinMs / 1000} s: ${messageOf(error)}`;
        throw new Error(`${waited}${tailOf(options.logFile)}`);
      }
      await pause(POLL_INTERVAL_MS);
    }
  }
}

async function failAtEndOf(server: ServerProcess): Promise<never> {
  await server.end;
  throw new Error('it ended');
}

/** Waits for a condition that another process brings about; false when it did not by then. */
export async function becomesTrue(condition: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await pause(POLL_INTERVAL_MS);
  }
  return true;
}

function tailOf(logFile: string): string {
  if (!existsSync(logFile)) return '';
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES);
  return `\nLast lines of ${path.relative(process.cwd(), logFile)}:\n  ${lines.join('\n  ')}`;
}

function rotateLog(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
}
