import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time of a process with all its threads so far, in seconds. @see man 5 proc, fields 14 and 15 of stat */
export function cpuSecondsOf(pid: number): number {
  return secondsIn(pid, 11);
}

/** The same of the programs that it has started and that have ended. @see man 5 proc, fields 16 and 17 of stat */
export function cpuSecondsOfChildren(pid: number): number {
  return secondsIn(pid, 13);
}

function secondsIn(pid: number, first: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond;
}
