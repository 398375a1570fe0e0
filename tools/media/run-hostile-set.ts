import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type HostileFile,
  hostileFiles,
  isExpected,
  truncatedFiles,
} from '../../apps/interviews/test/hostile-files.js';
import { Baits, secret } from './baits.js';
import { ProcessWatch } from './process-watch.js';
import { type ChainOutcome, Worker } from './worker.js';

export interface HostileTotals {
  files: number;
  /** With a code that tells the applicant what to do. */
  refused: number;
  accepted: number;
  /** Tried again by their jobs, and then left for a person. */
  parked: number;
  /** That broke a rule, whatever became of them. */
  failed: number;
  worstMs: number;
  worstPeakMb: number;
}

interface Exposure {
  file: HostileFile;
  /** More is let through then, and so it is only looked at what it does. */
  isInterrupted: boolean;
}

interface Row extends Exposure {
  outcome: ChainOutcome;
  ms: number;
  peakMb: number;
  filesOpened: number;
  sockets: number;
  violations: string[];
}

const mostMs = 120_000;
const mostMb = 1_024;
const honest = 'samples/recordings/good.webm';

/** What a file must never do, by itself or through a program that reads it. @throws Error where an honest recording fails */
export async function runHostileSet(print: (line: string) => void): Promise<HostileTotals> {
  const root = await mkdtemp(join(tmpdir(), 'guildhall-media-'));
  const baits = await Baits.lay(root);
  const worker = new Worker();
  try {
    const files = await gather(root, baits);
    await requireHonestAccepted(root, worker);
    if (!baits.tellsReading)
      print('This file system keeps no times of reading: a bait that is read is seen while it is open.');
    print(line('file', 'size', 'outcome', 'ms', 'peak MB', 'files opened', 'sockets'));
    const rows: Row[] = [];
    for (const isInterrupted of [false, true]) {
      for (const file of files) {
        const row = await expose({ file, isInterrupted }, root, worker, baits);
        rows.push(row);
        print(lineOf(row));
      }
    }
    return totalsOf(rows);
  } finally {
    worker.stop();
    baits.take();
    await rm(root, { recursive: true, force: true });
  }
}

async function gather(root: string, baits: Baits): Promise<HostileFile[]> {
  const webmPath = 'samples/recordings/short.webm';
  const mp4Path = join(root, 'sample.mp4');
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', webmPath, '-c:v', 'libx264', '-c:a', 'aac', mp4Path]);
  const [webm, mp4] = [await readFile(webmPath), await readFile(mp4Path)];
  return [
    ...hostileFiles({ file: baits.file, url: baits.url }, webm, mp4),
    ...truncatedFiles('a WebM', webm),
    ...truncatedFiles('an MP4', mp4),
  ];
}

/** Also loads what the worker loads, so that the first hostile file is not charged with it. */
async function requireHonestAccepted(root: string, worker: Worker): Promise<void> {
  const directory = await mkdtemp(join(root, 'honest-'));
  await worker.start();
  const { kind, reason } = await worker.run({ path: honest, directory, isInterrupted: false }, mostMs);
  if (kind !== 'accepted')
    throw new Error(`An honest recording is ${kind} (${reason}): nothing can be said of hostile ones.`);
}

async function expose({ file, isInterrupted }: Exposure, root: string, worker: Worker, baits: Baits): Promise<Row> {
  const directory = await mkdtemp(join(root, 'job-'));
  const path = join(directory, file.fileName ?? 'upload');
  const made = join(directory, 'made');
  await mkdir(made);
  await writeFile(path, file.bytes);
  await worker.start();
  const watch = new ProcessWatch(worker.pid, directory);
  const started = performance.now();
  const outcome = await worker.run({ path, directory: made, isInterrupted }, mostMs);
  const ms = Math.round(performance.now() - started);
  const { peakBytes, files, sockets } = watch.stop();
  const touched = await baits.touched();
  const row = {
    ...{ file, isInterrupted, outcome, ms },
    peakMb: Math.round(peakBytes / 2 ** 20),
    filesOpened: new Set([...files, ...(touched.isRead ? [baits.file] : [])]).size,
    sockets: sockets.length + touched.connections,
  };
  const violations = [...violationsOf(row), ...files.map((each) => `opened ${each}`)];
  if (await holdsSecret(made)) violations.push('the secret is in what was made of it');
  await rm(directory, { recursive: true });
  return { ...row, violations };
}

function violationsOf({
  file,
  isInterrupted,
  outcome,
  ms,
  peakMb,
  filesOpened,
  sockets,
}: Omit<Row, 'violations'>): string[] {
  const { kind, reason } = outcome;
  const code = kind === 'accepted' ? kind : reason;
  return [
    ...(kind === 'dead' || kind === 'late' ? [reason] : []),
    ...((kind === 'accepted' || kind === 'refused') && !isInterrupted && !isExpected(file, code)
      ? [`${code} instead of ${file.expected.join(' or ')}`]
      : []),
    ...(filesOpened > 0 ? ['another file was read'] : []),
    ...(sockets > 0 ? ['a socket was opened'] : []),
    ...(ms > mostMs ? [`more than ${mostMs / 1000} s`] : []),
    ...(peakMb > mostMb ? [`more than ${mostMb} MB`] : []),
  ];
}

async function holdsSecret(directory: string): Promise<boolean> {
  for (const name of await readdir(directory)) {
    if ((await readFile(join(directory, name))).includes(secret)) return true;
  }
  return false;
}

function totalsOf(rows: Row[]): HostileTotals {
  const held = rows.filter(({ violations }) => violations.length === 0);
  const count = (kind: ChainOutcome['kind']) => held.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    files: rows.length,
    refused: count('refused'),
    accepted: count('accepted'),
    parked: count('parked'),
    failed: rows.length - held.length,
    worstMs: Math.max(...rows.map(({ ms }) => ms)),
    worstPeakMb: Math.max(...rows.map(({ peakMb }) => peakMb)),
  };
}

function lineOf({
  file,
  isInterrupted,
  outcome: { kind, reason },
  ms,
  peakMb,
  filesOpened,
  sockets,
  violations,
}: Row): string {
  const outcome = kind === 'refused' ? reason : `${kind}${reason === '' ? '' : `: ${reason.split('\n')[0]}`}`;
  const cells = line(
    `${file.name}${isInterrupted ? ', interrupted' : ''}`,
    sizeOf(file.bytes),
    outcome,
    ...[ms, peakMb, filesOpened, sockets].map(String),
  );
  return [cells, ...violations.map((violation) => `  ✗ ${violation}`)].join('\n');
}

function line(...[name, size, outcome, ms, peak, files, sockets]: string[]): string {
  const words = [name!.padEnd(48), size!.padStart(9), outcome!.padEnd(28)];
  return [...words, ms!.padStart(6), peak!.padStart(8), files!.padStart(12), sockets!.padStart(7)].join(' | ');
}

function sizeOf({ length }: Buffer): string {
  return length < 10_000
    ? `${length} B`
    : length < 10_000_000
      ? `${Math.round(length / 1_000)} kB`
      : `${Math.round(length / 1e6)} MB`;
}
