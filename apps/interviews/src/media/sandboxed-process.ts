import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessLimits {
  /** Wall-clock time after which the whole process group is killed. */
  timeoutMs: number;
  cpuSeconds: number;
  /** Address space, so an upper bound of the resident memory too. */
  memoryBytes: number;
  /** Size of each file that the program writes. */
  fileBytes: number;
}

export interface SandboxedCommand {
  program: string;
  args: string[];
  limits: ProcessLimits;
  signal?: AbortSignal;
  /** More output than this ends the program; 4 MiB where absent. */
  maxStdoutBytes?: number;
}

export interface ProcessOutput {
  stdout: string;
  /** The last 16 KiB. */
  stderr: string;
}

/**
 * - `program_missing`: it is not installed.
 * - `timed_out`, `output_too_long`: we killed it.
 * - `killed`: somebody else killed it, the machine out of memory for instance.
 * - `failed`: it ended with an exit code other than 0, crashed, or used up its CPU time or file size.
 */
export type ProcessFailure = 'program_missing' | 'timed_out' | 'output_too_long' | 'killed' | 'failed';

export class SandboxedProcessError extends Error {
  override readonly name = 'SandboxedProcessError';

  constructor(
    readonly program: string,
    readonly failure: ProcessFailure,
    readonly stderr: string,
  ) {
    super(`${program} ${failure.replaceAll('_', ' ')}${stderr === '' ? '' : `: ${stderr.trim().slice(-500)}`}`);
  }
}

const defaultMaxStdoutBytes = 4 * 1024 * 1024;
const maxStderrBytes = 16 * 1024;
/** A recorder's codec needs a handful of threads; a fork bomb needs more. */
const maxProcesses = 64;
const exitCodeOfMissingProgram = 127;

/**
 * Runs a program on a file that a stranger sent: without a shell, a terminal, our environment or (where the kernel allows
 * user namespaces) a network; with limits on memory, CPU time, file size and processes; in a process group of its own that
 * dies with us, at `timeoutMs` or when `signal` aborts. Resolves or rejects only after the program has ended.
 *
 * Rejects with a `SandboxedProcessError`, or with the signal's reason.
 */
export async function runSandboxed(command: SandboxedCommand): Promise<ProcessOutput> {
  command.signal?.throwIfAborted();
  const [wrapper, ...wrapperArgs] = await sandboxOf(command.limits);
  command.signal?.throwIfAborted();
  const child = spawn(wrapper!, [...wrapperArgs, command.program, ...command.args], {
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return await outcomeOf(child, command);
}

function outcomeOf(child: ChildProcess, command: SandboxedCommand): Promise<ProcessOutput> {
  const { program, limits, signal } = command;
  const maxStdoutBytes = command.maxStdoutBytes ?? defaultMaxStdoutBytes;
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    let stdoutBytes = 0;
    let stderr = Buffer.alloc(0);
    let ended: ProcessFailure | undefined;
    const end = (failure?: ProcessFailure) => {
      ended ??= failure;
      killGroup(child);
    };
    const onAbort = () => end();
    const timer = setTimeout(() => end('timed_out'), limits.timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });

    child.stdout!.on('data', (chunk: Buffer) => {
      stdoutBytes += chunk.length;
      if (stdoutBytes > maxStdoutBytes) end('output_too_long');
      else stdout.push(chunk);
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      stderr = Buffer.concat([stderr, chunk]).subarray(-maxStderrBytes);
    });
    const settle = (failure: ProcessFailure | undefined) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (signal?.aborted) reject(signal.reason);
      else if (failure) reject(new SandboxedProcessError(program, failure, stderr.toString()));
      else resolve({ stdout: Buffer.concat(stdout).toString(), stderr: stderr.toString() });
    };
    child.once('error', () => settle('program_missing'));
    child.once('close', (exitCode, killedBy) => settle(ended ?? failureOf(exitCode, killedBy)));
  });
}

function failureOf(exitCode: number | null, killedBy: NodeJS.Signals | null): ProcessFailure | undefined {
  if (killedBy) return killedBy === 'SIGKILL' ? 'killed' : 'failed';
  if (exitCode === 0) return undefined;
  return exitCode === exitCodeOfMissingProgram ? 'program_missing' : 'failed';
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * The command line that narrows down and then becomes the program; all of it is util-linux. CPU time has a soft limit before
 * the hard one, so that its end is told apart from a kill.
 */
async function sandboxOf(limits: ProcessLimits): Promise<string[]> {
  const withoutNetwork = await canLeaveTheNetwork();
  return [
    ...(withoutNetwork ? networkless : []),
    // A worker that is killed takes its programs along. (After `unshare`, which would clear this request.)
    ...['setpriv', '--pdeathsig', 'KILL'],
    ...[
      'prlimit',
      `--as=${limits.memoryBytes}`,
      `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 5}`,
      `--fsize=${limits.fileBytes}`,
    ],
    ...['--core=0', `--nproc=${await processLimit(withoutNetwork)}`],
  ];
}

const networkless = ['unshare', '--user', '--map-current-user', '--net'];
let networkProbe: Promise<boolean> | undefined;

/** Containers often forbid user namespaces. Then ffmpeg's protocol whitelist alone keeps it from the network. */
function canLeaveTheNetwork(): Promise<boolean> {
  networkProbe ??= promisify(execFile)(networkless[0]!, [...networkless.slice(1), 'true'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  return networkProbe;
}

/**
 * The kernel counts processes per user and user namespace. Inside a namespace of its own the program starts at none;
 * outside, its user may already have many, but no more than the whole machine has now.
 */
async function processLimit(ownNamespace: boolean): Promise<number> {
  if (ownNamespace) return maxProcesses;
  const load = await readFile('/proc/loadavg', 'utf8');
  const processesNow = Number(/\/(\d+) /.exec(load)?.[1] ?? 0);
  return processesNow + maxProcesses;
}
