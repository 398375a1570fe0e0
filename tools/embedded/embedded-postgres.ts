import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '@guildhall/errors';
import pg from 'pg';
import { Secrets } from '../platform/secrets.js';
import { type PostgresAccount, postgresAccount } from './postgres-account.js';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';
import {
  becomesTrue,
  findServerProcess,
  type ServerProcess,
  type StopSignal,
  startServerProcess,
  untilReady,
} from './server-process.js';

const SUPERUSER = 'postgres';
const SUPERUSER_SECRET = 'postgres-superuser';
const INITDB_TIMEOUT_MS = 120_000;
const READY_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 5_000;
const LEAVING_TIMEOUT_MS = 30_000;
const LEAVING_POLL_MS = 200;

/** Fast shutdown (open transactions are rolled back), then without a checkpoint, then the hard way. */
const STOP_SIGNALS: readonly StopSignal[] = [
  { signal: 'SIGINT', withinMs: 15_000 },
  { signal: 'SIGQUIT', withinMs: 5_000 },
  { signal: 'SIGKILL', withinMs: 5_000 },
];

export interface EmbeddedPostgresOptions {
  /** Holds the data and the log; the superuser's password lies beside it in `secrets`. */
  directory: string;
  port: number;
  maxConnections?: number;
  /** False for data that may be lost with the machine's power (tests); a killed process loses nothing either way. */
  syncToDisk?: boolean;
  secrets?: Secrets;
  account?: PostgresAccount;
}

export interface EmbeddedPostgres {
  readonly port: number;
  readonly pid: number;
  /** True where another process started it: `stop` then leaves it alone. */
  readonly adopted: boolean;
  readonly adminUrl: string;
  url(database: string, role: string, password: string): string;
  stop(): Promise<void>;
}

/**
 * Starts the Postgres that comes with the npm packages, on the loopback address, and waits until it answers. A server
 * that already runs in the directory is adopted, on its own port.
 * @throws Error with the last lines of the server's log when it is not ready within a minute.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = path.resolve(options.directory);
  const cluster = path.join(directory, 'cluster');
  const logFile = path.join(directory, 'postgres.log');
  const secrets = options.secrets ?? new Secrets(path.join(path.dirname(directory), 'secrets'));
  mkdirSync(directory, { recursive: true, mode: 0o700 });

  const running = findEmbeddedPostgres(directory, secrets);
  if (running && (await isStaying(running.postgres, running.server, cluster))) return running.postgres;

  const account = options.account ?? postgresAccount();
  const binaries = postgresBinaries();
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) initialise({ cluster, binaries, account, secrets });
  const password = secrets.find(SUPERUSER_SECRET);
  if (password === null) {
    throw new Error(`The data in ${cluster} has lost its password (${secrets.directory}/${SUPERUSER_SECRET}).`);
  }
  const server = startServerProcess({
    command: [binaries.postgres, '-D', cluster, ...settingsOf(options)],
    wrapper: account.wrapper,
    signalOnParentDeath: 'INT',
    logFile,
    cwd: directory,
  });
  const postgres = describe(server, options.port, password);
  try {
    await untilReady('Postgres', server, () => checkIdentity(postgres.adminUrl, cluster), {
      withinMs: READY_TIMEOUT_MS,
      logFile,
    });
  } catch (error) {
    await server.stop(STOP_SIGNALS);
    throw error;
  }
  return postgres;
}

function settingsOf(options: EmbeddedPostgresOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(options.port),
    max_connections: String(options.maxConnections ?? 200),
    shared_buffers: '128MB',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
  };
  if (options.syncToDisk === false) settings['fsync'] = 'off';
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The server that runs in the directory now, whoever started it; null where none does. It may just be leaving. */
export function findEmbeddedPostgres(
  directory: string,
  secrets: Secrets,
): { postgres: EmbeddedPostgres; server: ServerProcess } | null {
  const cluster = path.join(path.resolve(directory), 'cluster');
  const pidFile = path.join(cluster, 'postmaster.pid');
  const server = findServerProcess(pidFile, cluster);
  if (!server) return null;
  // The pid file's fourth line is the port.
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3]);
  return { server, postgres: describe(server, port, secrets.find(SUPERUSER_SECRET) ?? '') };
}

/** A live server is adopted; one that is just leaving, because its launcher died, is waited for: false. */
async function isStaying(postgres: EmbeddedPostgres, server: ServerProcess, cluster: string): Promise<boolean> {
  const deadline = Date.now() + LEAVING_TIMEOUT_MS;
  for (;;) {
    try {
      await checkIdentity(postgres.adminUrl, cluster);
      return true;
    } catch (error) {
      if (await becomesTrue(() => server.ended() !== null, LEAVING_POLL_MS)) return false;
      if (Date.now() > deadline) {
        throw new Error(`Postgres (process ${server.pid}) runs in ${cluster} but does not answer: ${messageOf(error)}`);
      }
    }
  }
}

function describe(server: ServerProcess, port: number, password: string): EmbeddedPostgres {
  const url = (database: string, role: string, secret: string) =>
    `postgres://${encodeURIComponent(role)}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return {
    port,
    pid: server.pid,
    adopted: server.adopted,
    adminUrl: url('postgres', SUPERUSER, password),
    url,
    stop: () => server.stop(STOP_SIGNALS),
  };
}

/** Makes the cluster beside its place and moves it there when done, so that a half-made one is never started. */
function initialise(parts: {
  cluster: string;
  binaries: PostgresBinaries;
  account: PostgresAccount;
  secrets: Secrets;
}): void {
  const draft = `${parts.cluster}.new`;
  const passwordFile = path.join(draft, 'password');
  const data = path.join(draft, 'data');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, parts.secrets.obtain(SUPERUSER_SECRET), { mode: 0o600 });
  for (const each of [draft, data, passwordFile]) parts.account.own(each);
  const [program, ...args] = [
    ...parts.account.wrapper,
    parts.binaries.initdb,
    ...['-D', data, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
  ];
  const result = spawnSync(program as string, args, { encoding: 'utf8', timeout: INITDB_TIMEOUT_MS });
  if (result.status !== 0) {
    throw new Error(`initdb failed: ${result.error ? messageOf(result.error) : result.stderr.trim()}`);
  }
  renameSync(data, parts.cluster);
  rmSync(draft, { recursive: true, force: true });
}

/** Connects, and makes sure that the server on that port is the one of this directory. */
async function checkIdentity(adminUrl: string, cluster: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const found = rows[0]?.data_directory;
    if (found !== cluster) throw new Error(`The Postgres on that port keeps its data in ${found}, not in ${cluster}.`);
  } finally {
    await client.end();
  }
}
