import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { Secrets } from '../platform/secrets.js';
import {
  findServerProcess,
  type ServerProcess,
  type StopSignal,
  startServerProcess,
  untilReady,
} from './server-process.js';

const READY_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 2_000;
const SECRET = 'redis';

/** TERM makes Redis write what it has first. */
const STOP_SIGNALS: readonly StopSignal[] = [
  { signal: 'SIGTERM', withinMs: 10_000 },
  { signal: 'SIGKILL', withinMs: 5_000 },
];

export interface EmbeddedRedisOptions {
  /** Holds the data, the configuration and the log; the password lies beside it in `secrets`. */
  directory: string;
  port: number;
  secrets?: Secrets;
}

export interface EmbeddedRedis {
  readonly port: number;
  readonly pid: number;
  /** True where another process started it: `stop` then leaves it alone. */
  readonly adopted: boolean;
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a Redis on the loopback address and waits until it answers. A server that already runs in the directory is
 * adopted, on its own port.
 * @throws Error where no server is installed, where something else answers on the port, or after 30 s.
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const directory = path.resolve(options.directory);
  const logFile = path.join(directory, 'redis.log');
  const configuration = path.join(directory, 'redis.conf');
  const password = (options.secrets ?? new Secrets(path.join(path.dirname(directory), 'secrets'))).obtain(SECRET);
  mkdirSync(directory, { recursive: true, mode: 0o700 });

  const running = findServerProcess(path.join(directory, 'redis.pid'), configuration);
  if (running) {
    const redis = describe(running, Number(/^port (\d+)$/m.exec(readFileSync(configuration, 'utf8'))?.[1]), password);
    // One that is just leaving, because its launcher died, no longer answers; then the next one is started.
    const answers = await untilReady('Redis', running, () => checkIdentity(redis), {
      withinMs: READY_TIMEOUT_MS,
      logFile,
    })
      .then(() => true)
      .catch((error) => (running.ended() ? false : Promise.reject(error)));
    if (answers) return redis;
  }

  writeFileSync(configuration, configurationOf(directory, options.port, password), { mode: 0o600 });
  const server = startServerProcess({
    command: [serverLink(directory), configuration],
    signalOnParentDeath: 'TERM',
    logFile,
    cwd: directory,
  });
  const redis = describe(server, options.port, password);
  try {
    await untilReady('Redis', server, () => checkIdentity(redis), { withinMs: READY_TIMEOUT_MS, logFile });
  } catch (error) {
    await server.stop(STOP_SIGNALS);
    throw error;
  }
  return redis;
}

function configurationOf(directory: string, port: number, password: string): string {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    `dir "${directory}"`,
    `pidfile "${path.join(directory, 'redis.pid')}"`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    // The command line must keep naming the directory: it is how a running server is recognised.
    'set-proc-title no',
    '',
  ].join('\n');
}

/**
 * Debian's `redis-tools` holds the whole server without its system service: `redis-check-rdb` is the same program,
 * which looks at the name it is called by.
 */
function serverLink(directory: string): string {
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(':')];
  const program = ['redis-server', 'redis-check-rdb']
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => path.isAbsolute(file) && existsSync(file));
  if (!program) {
    throw new Error(
      'No Redis is installed: run `node tools/bootstrap.mjs --for=run`, or set REDIS_URL to one of yours.',
    );
  }
  const link = path.join(directory, 'redis-server');
  rmSync(link, { force: true });
  symlinkSync(program, link);
  return link;
}

function describe(server: ServerProcess, port: number, password: string): EmbeddedRedis {
  return {
    port,
    pid: server.pid,
    adopted: server.adopted,
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    stop: () => server.stop(STOP_SIGNALS),
  };
}

/** A Redis of somebody else on the same port must never be spoken to: the process id tells. */
async function checkIdentity(redis: EmbeddedRedis): Promise<void> {
  const client = new Redis(redis.url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: 100,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // Without a listener ioredis prints every refused connection; the rejected promise says the same.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const pid = Number(/^process_id:(\d+)/m.exec(await client.info('server'))?.[1]);
    if (pid !== redis.pid) throw new Error(`Port ${redis.port} is answered by another Redis (process ${pid}).`);
  } finally {
    client.disconnect();
  }
}
