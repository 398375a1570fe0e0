import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type ServerProcess, type StopSignal, startServerProcess, untilReady } from '../embedded/server-process.js';
import { projectRoot } from './platform-folder.js';

const READY_TIMEOUT_MS = 90_000;
const PROBE_TIMEOUT_MS = 2_000;

/** TERM: no new work, finish what is under way, leave. */
const STOP_SIGNALS: readonly StopSignal[] = [
  { signal: 'SIGTERM', withinMs: 35_000 },
  { signal: 'SIGKILL', withinMs: 5_000 },
];

export interface ServiceProcessOptions {
  app: string;
  /** The JavaScript file to run. */
  main: string;
  /** Tells replicas apart. */
  name: string;
  environment: Record<string, string>;
  readyUrl: string;
  logDirectory: string;
  nodeOptions?: readonly string[];
}

/** One Node process of the platform, which may be ended and started again. */
export class ServiceProcess {
  private process: ServerProcess | null = null;

  constructor(private readonly options: ServiceProcessOptions) {}

  get app(): string {
    return this.options.app;
  }

  get name(): string {
    return this.options.name;
  }

  get logFile(): string {
    return path.join(this.options.logDirectory, `${this.options.name}.log`);
  }

  get pid(): number {
    return this.process?.pid ?? 0;
  }

  /** Null while it runs; how it ended otherwise. */
  ended(): string | null {
    return this.process ? this.process.ended() : 'was not started';
  }

  /** Settles when the process that now runs ends, however. */
  get end(): Promise<void> {
    return this.process?.end ?? Promise.resolve();
  }

  /** Starts it and waits until it says that it is ready. */
  async start(extraEnvironment: Record<string, string> = {}): Promise<void> {
    mkdirSync(this.options.logDirectory, { recursive: true, mode: 0o700 });
    const process = startServerProcess({
      command: [
        globalThis.process.execPath,
        '--enable-source-maps',
        ...(this.options.nodeOptions ?? []),
        this.options.main,
      ],
      environment: { ...this.options.environment, ...extraEnvironment },
      signalOnParentDeath: 'TERM',
      logFile: this.logFile,
      cwd: projectRoot,
    });
    this.process = process;
    try {
      await untilReady(this.name, process, () => this.askReady(), {
        withinMs: READY_TIMEOUT_MS,
        logFile: this.logFile,
      });
    } catch (error) {
      await process.stop(STOP_SIGNALS);
      throw error;
    }
  }

  kill(signal: NodeJS.Signals): void {
    if (this.process && this.process.ended() === null) globalThis.process.kill(this.process.pid, signal);
  }

  async stop(): Promise<void> {
    await this.process?.stop(STOP_SIGNALS);
  }

  private async askReady(): Promise<void> {
    const response = await fetch(this.options.readyUrl, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${this.options.readyUrl} answered ${response.status}`);
  }
}
