import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Registers this process and waits until the servers answer. @returns `{ keeper, postgresUrl, redisUrl }` */
export async function useServers() {
  mkdirSync(users, { recursive: true });
  writeFileSync(path.join(users, String(process.pid)), '');
  const deadline = Date.now() + readyDeadlineMs;
  let starting = null;
  while (Date.now() < deadline) {
    const found = readAddresses();
    if (found) return found;
    if (starting && starting.exitCode !== null && starting.exitCode > 1) break;
    // Exit code 1 is flock's: another run is just starting the keeper, or the last one is just ending.
    if (!starting || starting.exitCode !== null) starting = startKeeper();
    await delay(pollMs);
  }
  throw new Error(`The test servers did not start:\n${existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : ''}`);
}

export function leaveServers() {
  rmSync(path.join(users, String(process.pid)), { force: true });
}

/** Whether a registered process still lives; forgets those that do not. */
export function inUse() {
  for (const name of readdirSync(users)) {
    if (isAlive(Number(name))) return true;
    rmSync(path.join(users, name), { force: true });
  }
  return false;
}

export function announce(postgresUrl, redisUrl) {
  const content = JSON.stringify({ keeper: process.pid, postgresUrl, redisUrl });
  writeFileSync(addresses, content, { mode: 0o600 });
}

export function withdraw() {
  rmSync(addresses, { force: true });
}

function readAddresses() {
  try {
    const found = JSON.parse(readFileSync(addresses, 'utf8'));
    return isAlive(found.keeper) ? found : null;
  } catch {
    return null;
  }
}

/** The kernel drops a lock of flock(1) with the process, so there is no stale one. */
function startKeeper() {
  const output = openSync(log, 'w');
  const keeper = fileURLToPath(new URL('keep-servers.mjs', import.meta.url));
  const command = ['--nonblock', '--no-fork', lock, process.execPath, keeper];
  const child = spawn('flock', command, { cwd: root, detached: true, stdio: ['ignore', output, output] });
  child.unref();
  return child;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
