import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * The servers behind the tests. One keeper process (`keep-servers.mjs`) holds Postgres and Redis for every test run of this
 * checkout at once: a run registers its process, and the keeper ends itself and both servers when no registered process
 * lives any more. So runs may overlap, and a killed run leaves nothing behind.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
export const directory = path.join(root, 'var/test');
const users = path.join(directory, 'users');
const addresses = path.join(directory, 'servers.json');
const lock = path.join(directory, 'keeper.lock');
const log = path.join(directory, 'keeper.log');

const readyDeadlineMs = 120_000;
const pollMs = 50;

/** Another run is just starting a keeper, or the last one is just ending. */
const lockIsHeld = 75;

/** Registers this process and waits until the servers answer. @returns `{ postgresUrl, redisUrl }` */
export async function useServers() {
  mkdirSync(users, { recursive: true });
  // The start is part of the name, since a file is there before its content is.
  writeFileSync(ownMark(), '');
  const deadline = Date.now() + readyDeadlineMs;
  let starting = null;
  while (Date.now() < deadline) {
    const found = readAddresses();
    if (found) return found;
    if (starting === null || starting.exitCode === lockIsHeld) starting = startKeeper();
    else if (starting.exitCode !== null) break;
    await delay(pollMs);
  }
  throw new Error(`The test servers did not start:\n${existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : ''}`);
}

export function leaveServers() {
  rmSync(ownMark(), { force: true });
}

/** Whether a registered process still lives; forgets those that do not. */
export function inUse() {
  for (const name of readdirSync(users)) {
    const [pid, start] = name.split('-');
    if (isAlive(pid, start)) return true;
    rmSync(path.join(users, name), { force: true });
  }
  return false;
}

export function announce(postgresUrl, redisUrl) {
  const content = JSON.stringify({ keeper: process.pid, start: startOf(process.pid), postgresUrl, redisUrl });
  writeFileSync(`${addresses}.new`, content, { mode: 0o600 });
  renameSync(`${addresses}.new`, addresses);
}

export function withdraw() {
  rmSync(addresses, { force: true });
}

function ownMark() {
  return path.join(users, `${process.pid}-${startOf(process.pid)}`);
}

function readAddresses() {
  try {
    const found = JSON.parse(readFileSync(addresses, 'utf8'));
    return isAlive(found.keeper, found.start) ? found : null;
  } catch {
    return null;
  }
}

/** The kernel drops a lock of flock(1) with the process, so there is no stale one. */
function startKeeper() {
  const output = openSync(log, 'a');
  const keeper = fileURLToPath(new URL('keep-servers.mjs', import.meta.url));
  const options = ['--nonblock', '--no-fork', `--conflict-exit-code=${lockIsHeld}`];
  const child = spawn('flock', [...options, lock, process.execPath, keeper], {
    cwd: root,
    detached: true,
    stdio: ['ignore', output, output],
  });
  child.unref();
  closeSync(output);
  return child;
}

/** The number alone would not do: after a while, or a reboot, the kernel gives it to somebody else. */
function isAlive(pid, start) {
  return Boolean(start) && startOf(pid) === start;
}

/** When the process began, in ticks since the machine's start; empty where there is none. @see proc_pid_stat(5) */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold spaces itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}
