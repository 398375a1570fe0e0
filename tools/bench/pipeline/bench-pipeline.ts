import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { probeRecording } from '../../../apps/interviews/src/media/probe.js';
import { poll } from '../../client/poll.js';
import { rounded } from '../figures.js';
import { cpuSecondsOf, cpuSecondsOfChildren } from '../rpc/cpu-time.js';
import { wholeNumber } from '../whole-number.js';
import { openPipelineHouse, type PipelineHouse } from './pipeline-house.js';

// `npm run bench:pipeline`: recordings of 30 s through every step behind the submission, with a vendor that refuses what is over its limit.

const latencyMs = 300;
const shareLimit = 0.9;
const cpuLimitMs = 40;
/** Of the recordings: more would be a storm. */
const refusedLimit = 0.02;
const probes = 20;
const marginMs = 300_000;

interface Counts {
  accepted: number;
  refused: number;
  firstAt: number;
  lastAt: number;
}

const { values } = parseArgs({ options: { takes: { type: 'string' }, 'per-second': { type: 'string' } } });
const takes = wholeNumber('takes', values.takes ?? '500', 1, 5_000);
const perSecond = wholeNumber('per-second', values['per-second'] ?? '2', 1, 100);

const vendor = await startVendor();
let house: PipelineHouse | null = null;
try {
  const url = `http://127.0.0.1:${vendor.port}/v1`;
  house = await openPipelineHouse(takes, { url, perMinute: perSecond * 60 }, (step) => console.log(`${step} …`));
  process.exitCode = await measure(house);
} finally {
  vendor.child.kill();
  await house?.platform.stop();
  if (house) rmSync(house.platform.folder.root, { recursive: true, force: true });
}

async function measure({ platform, applicants, recording }: PipelineHouse): Promise<number> {
  const { pid } = platform.processes.find(({ app }) => app === 'interviews')!;
  const probeMs = await probeCpuMs(recording);
  console.log(`${applicants.length} people send their interviews …`);
  const before = { own: cpuSecondsOf(pid), programs: cpuSecondsOfChildren(pid) };
  const startedAt = performance.now();
  for (const applicant of applicants) await applicant.submit();
  const sent = applicants.length * (await applicants[0]!.interview()).questions.length;
  const withinMs = (sent / perSecond) * 1_000 * 2 + marginMs;
  const counts = await poll('The last transcript', async () => finished(await countsOf(vendor.child), sent), withinMs);
  for (const applicant of applicants) await poll('The last step', async () => isHeard(applicant), marginMs);
  const seconds = (performance.now() - startedAt) / 1_000;
  const own = ((cpuSecondsOf(pid) - before.own) * 1_000) / sent;
  const programs = ((cpuSecondsOfChildren(pid) - before.programs) * 1_000) / sent;
  const rate = (counts.accepted - 1) / ((counts.lastAt - counts.firstAt) / 1_000);
  const figures = {
    takes: sent,
    seconds: rounded(seconds, 1),
    perSecond: rounded(rate, 3),
    shareOfLimit: rounded(rate / perSecond, 3),
    refused: counts.refused,
    cpuMsPerTake: { own: rounded(own, 1), programs: rounded(programs, 1), probe: rounded(probeMs, 1) },
  };
  const isWithin =
    figures.shareOfLimit >= shareLimit && own < cpuLimitMs && counts.refused <= Math.ceil(sent * refusedLimit);
  console.log(`
recordings           ${sent} of 30 s, transcribed in ${figures.seconds} s
asked a second       ${figures.perSecond} of ${perSecond}: ${(figures.shareOfLimit * 100).toFixed(1)} % (limit ${shareLimit * 100} %)
refused by vendor    ${counts.refused} (limit ${Math.ceil(sent * refusedLimit)})
CPU ms a recording   ${own.toFixed(1)} in our process (limit ${cpuLimitMs}), ${programs.toFixed(1)} in ffmpeg; the probe before, measured apart: ${probeMs.toFixed(1)}

The limits are ${isWithin ? 'kept' : 'MISSED'}.`);
  console.log(JSON.stringify({ ...figures, isWithin }));
  return isWithin ? 0 : 1;
}

async function isHeard(applicant: PipelineHouse['applicants'][number]): Promise<true | null> {
  return (await applicant.interview()).state === 'transcript_check' || null;
}

function finished(counts: Counts, wanted: number): Counts | null {
  return counts.accepted >= wanted ? counts : null;
}

/** The probe runs in our process when a recording arrives, before it is sent off. */
async function probeCpuMs(recording: string): Promise<number> {
  const limits = { maxDurationSeconds: 600 };
  await probeRecording(recording, limits);
  const before = process.cpuUsage();
  for (let round = 0; round < probes; round += 1) await probeRecording(recording, limits);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / probes;
}

async function startVendor(): Promise<{ child: ChildProcess; port: number }> {
  const env = { ...process.env, BENCH_LATENCY_MS: String(latencyMs), BENCH_PER_SECOND: String(perSecond) };
  const child = fork(fileURLToPath(new URL('./provider.peer.js', import.meta.url)), { env });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, port };
}

async function countsOf(child: ChildProcess): Promise<Counts> {
  child.send('counts');
  const [{ counts }] = (await once(child, 'message')) as [{ counts: Counts }];
  return counts;
}
