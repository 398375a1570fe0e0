import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';

const loader = new URL('./typescript-loader.mjs', import.meta.url);

export interface TypeScriptProcess {
  child: ChildProcess;
  /** The next value that the process sends with `process.send`; fails when it ends before, or after `timeoutMs`. */
  message(timeoutMs?: number): Promise<unknown>;
  kill(): Promise<void>;
}

/** Runs a TypeScript file as a process of its own, for tests that kill a process or measure its memory. */
export function startTypeScript(file: URL | string, args: readonly string[] = [], nodeOptions: readonly string[] = []) {
  const register = `data:text/javascript,import { register } from 'node:module'; register(${JSON.stringify(loader.href)});`;
  const url = typeof file === 'string' ? pathToFileURL(file) : file;
  const child = fork(fileURLToPath(url), [...args], {
    execArgv: ['--import', register, '--no-warnings', ...nodeOptions],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const started: TypeScriptProcess = {
    child,
    async message(timeoutMs = 30_000) {
      const signal = AbortSignal.timeout(timeoutMs);
      const ended = once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`The process ended with ${code} and sent nothing.`);
      });
      const [value] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
      ended.catch(() => undefined);
      return value;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
  return started;
}
