import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@guildhall/testing';
import { startTypeScript } from '../../../../libs/testing/src/typescript-process/index.js';
import { runSandboxed, type SandboxedCommand } from './sandboxed-process.js';

const mebibyte = 1024 * 1024;
const limits = { timeoutMs: 10_000, cpuSeconds: 5, memoryBytes: 512 * mebibyte, fileBytes: mebibyte };

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guildhall-sandbox-'));
});

afterEach(() => rm(directory, { recursive: true }));

/** A shell is what is tested here, in the place of ffmpeg; the sandbox itself uses none. */
function shell(script: string, change: Partial<SandboxedCommand> = {}) {
  return runSandboxed({ program: 'sh', args: ['-c', script], limits, ...change });
}

async function isRunning(pid: string): Promise<boolean> {
  return await readFile(`/proc/${pid.trim()}/stat`, 'utf8').then(
    (stat) => !stat.includes(') Z '),
    () => false,
  );
}

/** The process id in `file`, once it is there. */
function pidIn(file: string): Promise<string> {
  return waitFor(() => readFile(file, 'utf8').catch(() => ''), { what: `The process id in ${file}` });
}

it('gives what the program printed', async () => {
  expect(await shell('echo heard; echo noticed >&2')).toEqual({ stdout: 'heard\n', stderr: 'noticed\n' });
});

it('hands no variable of our own environment to the program', async () => {
  process.env['GUILDHALL_SECRET'] = 'do not tell';
  const { stdout } = await shell('env');
  delete process.env['GUILDHALL_SECRET'];
  expect(stdout).not.toContain('GUILDHALL_SECRET');
});

it('tells a failed program by its exit code and keeps the end of what it complained about', async () => {
  await expect(shell('echo cannot read >&2; exit 3')).rejects.toMatchObject({
    failure: 'failed',
    stderr: 'cannot read\n',
  });
});

it('tells a program that is not installed', async () => {
  await expect(runSandboxed({ program: 'no-such-program', args: [], limits })).rejects.toMatchObject({
    failure: 'program_missing',
  });
});

it('kills the program and everything it started when its time is over', async () => {
  const pidFile = join(directory, 'pid');
  const late = shell(`sleep 60 & echo $! > ${pidFile}; wait`, { limits: { ...limits, timeoutMs: 500 } });
  await expect(late).rejects.toMatchObject({ failure: 'timed_out' });
  const pid = await readFile(pidFile, 'utf8');
  await waitFor(async () => !(await isRunning(pid)), { timeoutMs: 5_000 });
});

it('kills the program when the caller gives up, and rejects with the reason', async () => {
  const caller = new AbortController();
  const pidFile = join(directory, 'pid');
  const run = shell(`echo $$ > ${pidFile}; sleep 60`, { signal: caller.signal });
  const settled = run.catch((error: unknown) => error);
  const pid = await pidIn(pidFile);
  caller.abort(new Error('the worker is stopping'));
  expect(await settled).toEqual(new Error('the worker is stopping'));
  expect(await isRunning(pid)).toBe(false);
});

it('leaves no program behind when the worker itself is killed', async () => {
  const pidFile = join(directory, 'pid');
  const worker = startTypeScript(new URL('../../test/doomed-worker.ts', import.meta.url), [pidFile]);
  const pid = await pidIn(pidFile);
  expect(await isRunning(pid)).toBe(true);
  await worker.kill();
  await waitFor(async () => !(await isRunning(pid)));
});

it('starts nothing for a caller who gave up before', async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  await expect(shell(`touch ${join(directory, 'started')}`, { signal })).rejects.toThrow('too late');
  await expect(readFile(join(directory, 'started'))).rejects.toMatchObject({ code: 'ENOENT' });
});

it('ends a program that prints without end', async () => {
  await expect(shell('yes', { maxStdoutBytes: 100_000 })).rejects.toMatchObject({ failure: 'output_too_long' });
});

it.each([
  ['memory', 'head -c 2000000000 /dev/zero | tail -c 1900000000 > /dev/null'],
  ['a file', `head -c 5000000 /dev/zero > "$PWD_FILE"`],
])('refuses more of %s than allowed', async (what, script) => {
  const run = shell(script.replace('$PWD_FILE', join(directory, 'large')));
  await expect(run).rejects.toMatchObject({ failure: 'failed' });
  if (what === 'a file') expect((await readFile(join(directory, 'large'))).length).toBeLessThanOrEqual(mebibyte);
});

it('ends a program that uses up its processor time, and does not take that for a kill', async () => {
  const run = shell('while :; do :; done', { limits: { ...limits, cpuSeconds: 1 } });
  await expect(run).rejects.toMatchObject({ failure: 'failed' });
});

it('tells a program that somebody else killed', async () => {
  await expect(shell('kill -KILL $$')).rejects.toMatchObject({ failure: 'killed' });
});
