import { readdirSync, readFileSync } from 'node:fs';
import { cpuSecondsOf } from './rpc/cpu-time.js';

/** Seconds of CPU that each process has used so far. */
export function cpuOf<K extends string>(pids: Record<K, number>): Record<K, number> {
  return Object.fromEntries(Object.entries<number>(pids).map(([name, pid]) => [name, cpuSecondsOf(pid)])) as Record<
    K,
    number
  >;
}

export function differenceOf<K extends string>(after: Record<K, number>, before: Record<K, number>): Record<K, number> {
  const names = Object.keys(after) as K[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Record<K, number>;
}

/** Seconds that the threads of a process were ready and had no core: how busy the machine is with others. @see proc(5), schedstat */
export function waitedForCoreSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const waits = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[1]),
  );
  return waits.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e9;
}

export function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
