import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedRedis } from '../../embedded/embedded-redis.js';
import { claimPortBlock } from '../../platform/ports.js';
import { cpuSecondsOf } from './cpu-time.js';
import { type Peer, Peers } from './peers.js';

// `npm run bench:rpc`: what a call costs over RPC, and what the same call costs over HTTP. Each in processes of its own,
// in turns, so that a machine that grows slower or faster does so for both.

const rounds = 5;
const callsAlone = 1_500;
const callsTogether = 15_000;
const warmUpCalls = 8_000;
const together = 64;
const ratioLimit = 1.7;

interface Measurement {
  /** Of all processes together, a call. */
  cpuMicroseconds: number;
  cpuByProcess: Record<string, number>;
  callsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

interface Contestant {
  client: Peer;
  /** Everything that a call uses CPU in, by name. */
  pids: Record<string, number>;
}

async function measure(contestant: Contestant, calls: number, inFlight: number): Promise<Measurement> {
  const processes = Object.entries(contestant.pids);
  const before = processes.map(([, pid]) => cpuSecondsOf(pid));
  const report = await contestant.client.ask({ order: 'call', calls, inFlight });
  const usedMicroseconds = processes.map(([, pid], index) => ((cpuSecondsOf(pid) - before[index]!) / calls) * 1e6);
  if (report.report !== 'called') throw new Error('The client reported no calls.');
  const sorted = report.latenciesMs.sort((a, b) => a - b);
  return {
    cpuMicroseconds: usedMicroseconds.reduce((sum, one) => sum + one, 0),
    cpuByProcess: Object.fromEntries(processes.map(([name], index) => [name, usedMicroseconds[index]!])),
    callsPerSecond: calls / report.seconds,
    p50Ms: sorted[Math.floor(sorted.length * 0.5)]!,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)]!,
  };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

async function run(redis: { url: string; pid: number }, peers: Peers): Promise<number> {
  const rpcEnvironment = { BENCH_REDIS_URL: redis.url, BENCH_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  const rpcServer = await peers.start('rpc-server', rpcEnvironment);
  const rpcClient = await peers.start('rpc-client', rpcEnvironment);
  const httpServer = await peers.start('http-server', {});
  const httpClient = await peers.start('http-client', { BENCH_HTTP_PORT: String(httpServer.port) });
  const contestants = {
    http: { client: httpClient, pids: { client: httpClient.pid, server: httpServer.pid } },
    rpc: { client: rpcClient, pids: { client: rpcClient.pid, server: rpcServer.pid, redis: redis.pid } },
  };

  for (const one of Object.values(contestants)) await measure(one, warmUpCalls, together);
  console.log(
    `${rounds} rounds of ${callsAlone} calls one by one and ${callsTogether} calls with ${together} in flight`,
  );
  console.log('round      CPU µs a call (64)      calls/s (64)     ratio of CPU');
  const results = [];
  for (let round = 1; round <= rounds; round++) {
    const alone = {
      http: await measure(contestants.http, callsAlone, 1),
      rpc: await measure(contestants.rpc, callsAlone, 1),
    };
    const http = await measure(contestants.http, callsTogether, together);
    const rpc = await measure(contestants.rpc, callsTogether, together);
    const ratio = rpc.cpuMicroseconds / http.cpuMicroseconds;
    results.push({ alone, together: { http, rpc }, ratio });
    const cpu = `HTTP ${http.cpuMicroseconds.toFixed(0).padStart(4)}  RPC ${rpc.cpuMicroseconds.toFixed(0).padStart(4)}`;
    const speed = `${http.callsPerSecond.toFixed(0).padStart(7)} ${rpc.callsPerSecond.toFixed(0).padStart(7)}`;
    console.log(`${String(round).padStart(5)}      ${cpu.padEnd(22)}  ${speed}     ${ratio.toFixed(2)}`);
  }
  return summarize(results);
}

type Result = Record<'alone' | 'together', Record<'http' | 'rpc', Measurement>> & { ratio: number };

function summarize(results: Result[]): number {
  const medianOf = (load: 'alone' | 'together', way: 'http' | 'rpc') => {
    const measurements = results.map((result) => result[load][way]);
    const all = (figure: 'cpuMicroseconds' | 'callsPerSecond' | 'p50Ms' | 'p99Ms') =>
      measurements.map((one) => one[figure]);
    const names = Object.keys(measurements[0]!.cpuByProcess);
    const cpuOf = (name: string) => rounded(median(measurements.map((one) => one.cpuByProcess[name]!)), 1);
    return {
      cpuMicroseconds: rounded(median(all('cpuMicroseconds')), 1),
      cpuByProcess: Object.fromEntries(names.map((name) => [name, cpuOf(name)])),
      callsPerSecond: Math.round(median(all('callsPerSecond'))),
      p50Ms: rounded(median(all('p50Ms')), 3),
      p99Ms: rounded(median(all('p99Ms')), 3),
    };
  };
  const at1 = { http: medianOf('alone', 'http'), rpc: medianOf('alone', 'rpc') };
  const at64 = { http: medianOf('together', 'http'), rpc: medianOf('together', 'rpc') };
  console.log('\nmedian of rounds           p50 ms   p99 ms  CPU µs a call');
  for (const [load, ways] of [
    ['1 in flight', at1],
    ['64 in flight', at64],
  ] as const) {
    for (const [way, figures] of Object.entries(ways)) {
      const parts = Object.entries(figures.cpuByProcess)
        .map(([name, cpu]) => `${name} ${cpu.toFixed(0)}`)
        .join(' + ');
      const latency = `${figures.p50Ms.toFixed(2).padStart(7)}  ${figures.p99Ms.toFixed(2).padStart(7)}`;
      console.log(
        `${load.padEnd(14)}${way.toUpperCase().padEnd(10)}${latency}  ${figures.cpuMicroseconds.toFixed(0).padStart(13)}  ${parts}`,
      );
    }
  }
  const ratio = rounded(median(results.map((result) => result.ratio)), 3);
  const isWithin = ratio <= ratioLimit;
  console.log(
    `\nA call costs ${ratio} × the CPU of HTTP; the limit is ${ratioLimit}: ${isWithin ? 'kept' : 'EXCEEDED'}.`,
  );
  const roundRatios = results.map((result) => rounded(result.ratio, 3));
  console.log(JSON.stringify({ rounds, ratio, ratioLimit, isWithin, roundRatios, at1, at64 }));
  return isWithin ? 0 : 1;
}

const directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-bench-'));
const ports = await claimPortBlock(directory);
const redis = await startEmbeddedRedis({ directory: path.join(directory, 'redis'), port: ports.at(0) });
const peers = new Peers();
try {
  process.exitCode = await run(redis, peers);
} finally {
  await peers.stop();
  await redis.stop();
  await ports.release();
  rmSync(directory, { recursive: true, force: true });
}
