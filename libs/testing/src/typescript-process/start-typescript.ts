import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { waitFor } from '../wait-for.js';

const loader = new URL('./typescript-loader.mjs', import.meta.url);
const register = `data:text/javascript,import { register } from 'node:module'; register(${JSON.stringify(loader.href)});`;

export interface TypeScriptProcess {
  child: ChildProcess;
  /** What the process sends with `process.send`, in order; fails when it ends without, or after `timeoutMs`. */
  message(timeoutMs?: number): Promise<unknown>;
  /** With SIGKILL. */
  kill(): Promise<void>;
}

/** Runs a TypeScript file as a process of its own, for tests that kill a process or measure its memory. */
export function startTypeScript(
  file: URL | string,
  args: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): TypeScriptProcess {
  const url = typeof file === 'string' ? pathToFileURL(file) : file;
  const child = fork(fileURLToPath(url), [...args], {
    execArgv: ['--import', register, '--no-warnings', ...nodeOptions],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const received: { value: unknown }[] = [];
  child.on('message', (value) => received.push({ value }));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  return {
    child,
    async message(timeoutMs = 30_000) {
      const arrived = () => received.length > 0 || (hasEnded() && !child.connected);
      await waitFor(arrived, { timeoutMs, what: 'A message of the process' });
      const next = received.shift();
      if (!next) throw new Error(`The process ended with ${child.exitCode ?? child.signalCode} and sent nothing.`);
      return next.value;
    },
    async kill() {
      if (hasEnded()) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}
