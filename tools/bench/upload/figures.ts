import { cpuSecondsOf } from '../rpc/cpu-time.js';

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

export function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
