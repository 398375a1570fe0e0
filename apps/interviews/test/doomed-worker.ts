import { runSandboxed } from '../src/media/sandboxed-process.js';

/** A worker for tests to kill: tells the id of a program that it started in the sandbox, which would run for a minute. */
const limits = { timeoutMs: 60_000, cpuSeconds: 60, memoryBytes: 2 ** 30, fileBytes: 1024 };
const [pidFile] = process.argv.slice(2);
await runSandboxed({ program: 'sh', args: ['-c', `echo $$ > ${pidFile}; sleep 60`], limits });
