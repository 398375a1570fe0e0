import { readFileSync } from 'node:fs';

/** What Linux knows of a process's resident memory, in MiB. @see proc(5), `VmHWM` and `VmRSS` */
export function residentMemory(pid: number): { peakMb: number; nowMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN);
  return { peakMb: Math.round(kibibytes('VmHWM') / 1024), nowMb: Math.round(kibibytes('VmRSS') / 1024) };
}
