import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cpuOf, differenceOf, median, rounded, waitedForCoreSeconds } from '../figures.js';
import { carryOut, startPeer } from './load-process.js';
import { MemoryWatch } from './memory-watch.js';
import { openUploadHouse, type UploadHouse } from './upload-house.js';
import { patchEveryMs, readUploadOptions, type UploadOptions } from './upload-options.js';
import type { SendTiming, SentRecording } from './upload-orders.js';

// `npm run bench:upload`: many people record at once, and what an upload costs beside a plain stream to the same disk.

const bytesPerSecond = 125_000;
const growthLimitMb = 200;
const speedLimit = 0.7;
const onTimeLimit = 0.99;
const rounds = 5;
const longBytes = 256 * 1024 ** 2;

type Child = Awaited<ReturnType<typeof startPeer>>['child'];

const options = readUploadOptions(process.argv.slice(2));
const house = await openUploadHouse(options.recorders + rounds + 1, (step) => console.log(`${step} …`));
const children: Child[] = [];
try {
  process.exitCode = await run(house, options);
} finally {
  for (const child of children) if (child.exitCode === null) child.kill();
  await house.platform.stop();
  rmSync(house.platform.folder.root, { recursive: true, force: true });
}

async function run({ platform, gateway, takes }: UploadHouse, { recorders, seconds }: UploadOptions): Promise<number> {
  const { child: load } = await startPeer('load');
  children.push(load);
  const many = await recordTogether(load, { platform, gateway, takes: takes.slice(0, recorders) }, seconds);
  const alone = await sendAlone(load, { platform, gateway, takes: takes.slice(recorders) });
  const isWithin =
    many.lost === 0 && many.onTime >= onTimeLimit && many.growthMb < growthLimitMb && alone.ratio >= speedLimit;
  console.log(`\nThe limits are ${isWithin ? 'kept' : 'MISSED'}.`);
  console.log(JSON.stringify({ recorders, seconds, many, alone, isWithin }));
  return isWithin ? 0 : 1;
}

async function recordTogether(load: Child, { platform, gateway, takes }: UploadHouse, seconds: number) {
  const order = {
    order: 'record' as const,
    url: platform.url,
    takes,
    patches: Math.floor((seconds * 1_000) / patchEveryMs),
  };
  const pace = { patchEveryMs, patchBytes: (bytesPerSecond * patchEveryMs) / 1_000 };
  console.log(`${takes.length} recorders, ${order.patches} PATCHes of ${pace.patchBytes} bytes each …`);
  const memory = new MemoryWatch(gateway.pid);
  const accounts = platform.processes.find(({ app }) => app === 'accounts')!;
  const processes = { gateway: gateway.pid, accounts: accounts.pid, load: load.pid! };
  const cpuBefore = cpuOf(processes);
  const waitedBefore = waitedForCoreSeconds(gateway.pid);
  const startedAt = performance.now();
  const told = await carryOut(load, { ...order, ...pace }, 'recorded', () => memory.begin()).finally(() =>
    memory.end(),
  );
  const took = (performance.now() - startedAt) / 1_000;
  const waited = waitedForCoreSeconds(gateway.pid) - waitedBefore;
  const cpu = differenceOf(cpuOf(processes), cpuBefore);
  const { recordings, latePatches, resumed } = told;
  const openMs = Math.round(told.openMs);
  const lost = await countLost(platform.folder.spool, recordings, order.patches * pace.patchBytes);
  const patchMs = told.patchMs.sort((one, other) => one - other);
  const at = (share: number) => rounded(patchMs[Math.floor((patchMs.length - 1) * share)]!, 1);
  const megabytes = recordings.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const result = {
    megabytes: rounded(megabytes, 1),
    ...{ openMs, lost, resumed, onTime: rounded(1 - latePatches / patchMs.length, 4) },
    patchMs: { p50: at(0.5), p99: at(0.99), most: at(1) },
    ...{ startMb: memory.startMb, growthMb: memory.growthMb },
    gatewayCores: rounded(cpu.gateway / took, 2),
    gatewayCpuMsPerPatch: rounded((cpu.gateway * 1_000) / patchMs.length, 2),
    gatewayWaitedSeconds: rounded(waited, 1),
    accountsCores: rounded(cpu.accounts / took, 2),
    loadCores: rounded(cpu.load / took, 2),
  };
  console.log(`
uploads made            all at once, in ${openMs} ms
received                ${result.megabytes} MB in ${took.toFixed(1)} s, acknowledged by complete and found in the spool
recordings that differ  ${lost} (limit 0); asked for their offset ${resumed} times
PATCH in time           ${(result.onTime * 100).toFixed(2)} % (limit ${onTimeLimit * 100}); ms: p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}
gateway memory          ${memory.startMb} MB when warm, at most ${memory.growthMb} MB more (limit ${growthLimitMb})
cores in use            gateway ${result.gatewayCores} (${result.gatewayCpuMsPerPatch} ms a PATCH), accounts ${result.accountsCores}, load generator ${result.loadCores}
machine                 the gateway's threads waited for a core for ${result.gatewayWaitedSeconds} s`);
  return result;
}

/** Recordings that were refused, acknowledged without having been compared, or lie in the spool with other bytes than were sent. */
async function countLost(spool: string, recordings: SentRecording[], bytesEach: number): Promise<number> {
  let lost = 0;
  for (const { uploadId, bytes, sha256, refusedWith, completedWith } of recordings) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path.join(spool, uploadId)), hash);
    const isWhole = bytes === bytesEach && hash.digest('hex') === sha256;
    if (!isWhole || refusedWith !== 409 || completedWith !== 200) lost += 1;
  }
  return lost;
}

/** One upload after the other, in turns with a server that only writes. The first of each is not counted. */
async function sendAlone(load: Child, { platform, gateway, takes }: UploadHouse) {
  const directory = path.join(platform.folder.root, 'plain');
  mkdirSync(directory);
  const plain = await startPeer('plain-server', { BENCH_PLAIN_DIRECTORY: directory });
  children.push(plain.child);
  const plainUrl = `http://127.0.0.1:${plain.ready.port}`;
  const pids = { gateway: gateway.pid, plain: plain.child.pid! };
  console.log(`\nOne upload of ${longBytes / 1024 ** 2} MiB, ${rounds} rounds in turns, MB/s:`);
  console.log('round   received: plain, gateway   ratio   acknowledged: plain, gateway   ratio');
  const results: { plain: SendTiming; gateway: SendTiming }[] = [];
  let cpuBefore = cpuOf(pids);
  for (const [round, take] of takes.entries()) {
    if (round === 1) cpuBefore = cpuOf(pids);
    const plainly = await carryOut(load, { order: 'send-plainly', url: plainUrl, bytes: longBytes }, 'sent');
    const really = await carryOut(load, { order: 'send', url: platform.url, take, bytes: longBytes }, 'sent');
    if (round === 0) continue;
    const result = { plain: plainly.timing, gateway: really.timing };
    results.push(result);
    const cells = (['receivedMs', 'acknowledgedMs'] as const).map((until) => {
      const speeds = [result.plain, result.gateway].map((one) =>
        (longBytes / 1_000 / one[until]).toFixed(0).padStart(8),
      );
      return `${speeds.join(' ').padEnd(26)}  ${ratioOf(result, until).toFixed(2)}`;
    });
    console.log(`${String(round).padStart(5)}   ${cells.join('  ')}`);
  }
  const cpu = differenceOf(cpuOf(pids), cpuBefore);
  const megabytes = (rounds * longBytes) / 1e6;
  const outcome = {
    ratio: rounded(median(results.map((one) => ratioOf(one, 'receivedMs'))), 3),
    acknowledgedRatio: rounded(median(results.map((one) => ratioOf(one, 'acknowledgedMs'))), 3),
    cpuMsPerMegabyte: {
      plain: rounded((cpu.plain * 1_000) / megabytes, 2),
      gateway: rounded((cpu.gateway * 1_000) / megabytes, 2),
    },
  };
  const { ratio, acknowledgedRatio, cpuMsPerMegabyte } = outcome;
  console.log(
    `median of rounds: ${ratio} × plain until received (limit ${speedLimit}), ${acknowledgedRatio} × until acknowledged`,
  );
  console.log(`CPU ms a MB: plain ${cpuMsPerMegabyte.plain}, gateway with SHA-256 ${cpuMsPerMegabyte.gateway}`);
  return outcome;
}

/** Of speeds: 1 is as fast as plain. */
function ratioOf({ plain, gateway }: { plain: SendTiming; gateway: SendTiming }, until: keyof SendTiming): number {
  return plain[until] / gateway[until];
}
