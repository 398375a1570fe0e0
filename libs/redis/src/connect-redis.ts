import { Redis, type RedisOptions } from 'ioredis';
import { type ConnectionLog, logConnectionChanges } from './connection-log.js';

/**
 * - `normal`: a command fails after two seconds, also while Redis is away.
 * - `prompt`: a command fails as soon as Redis is away, and none is ever sent a second time; for requests, where one that
 *   arrives after its caller has given up does harm.
 * - `reader`: one loop of reads that wait (`XREADGROUP … BLOCK`); the read fails as soon as Redis is away. One that waited
 *   on would be sent again later, and take messages for a loop that no longer listens to it.
 * - `blocking`: for BullMQ, which keeps blocked reads itself and asks that they outlast an outage.
 * - `subscriber`: subscriptions only; they are renewed after a reconnect.
 */
export type RedisPurpose = 'normal' | 'prompt' | 'reader' | 'blocking' | 'subscriber';

export interface ConnectRedisOptions {
  /** Shown by `CLIENT LIST`. */
  name?: string;
  /** Told once when the connection is lost, and once when it is back. */
  log?: ConnectionLog;
}

/** The longest `BLOCK` that a read may ask for; a blocking connection silent for much longer is taken for dead. */
const maxBlockMs = 5_000;

const reconnectFirstDelayMs = 50;
const reconnectMaxDelayMs = 1_000;
const commandTimeoutMs = 2_000;
const connectTimeoutMs = 5_000;
const keepAliveMs = 10_000;
const blockingTimeoutMs = 10_000;
const silentSocketTimeoutMs = 15_000;

/** For ever, but never faster than this: 50 ms, 100 ms … 1 s, less up to a fifth so that a fleet does not come in step. */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  const delayMs = Math.min(attempt * reconnectFirstDelayMs, reconnectMaxDelayMs);
  return Math.round(delayMs * (1 - random() / 5));
}

const forAllPurposes: RedisOptions = {
  // A command is not given up because the connection had to be made anew a few times; deadlines are the caller's.
  maxRetriesPerRequest: null,
  retryStrategy: (attempt) => reconnectDelayMs(attempt),
  // A Redis that is reading its file back is asked again after 250 ms, not after its own guess of the remaining time.
  maxLoadingRetryTime: 250,
  connectTimeout: connectTimeoutMs,
  keepAlive: keepAliveMs,
  // Where a half-open connection swallows a command, the socket is closed and made anew.
  socketTimeout: silentSocketTimeoutMs,
};

const waitingReads: RedisOptions = {
  blockingTimeout: blockingTimeoutMs,
  // ioredis gives a read up 100 ms after its BLOCK; a busy process would then lose the messages of a late reply.
  blockingTimeoutGrace: blockingTimeoutMs - maxBlockMs,
};

const failingAtOnce: RedisOptions = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  // With null, commands that are not sent again are not failed either: they, and the pipeline they are in, hang for ever.
  maxRetriesPerRequest: 0,
};

const byPurpose: Record<RedisPurpose, RedisOptions> = {
  normal: { enableAutoPipelining: true, commandTimeout: commandTimeoutMs },
  prompt: { enableAutoPipelining: true, ...failingAtOnce },
  reader: { ...waitingReads, ...failingAtOnce },
  blocking: waitingReads,
  subscriber: {},
};

/** A connection that stays: it reconnects for ever, and its failures are events for the log, never exceptions. */
export function connectRedis(url: string, purpose: RedisPurpose, options: ConnectRedisOptions = {}): Redis {
  const redis = new Redis(url, {
    ...forAllPurposes,
    ...byPurpose[purpose],
    ...(options.name === undefined ? {} : { connectionName: options.name }),
  });
  logConnectionChanges(redis, options.log, options.name ?? purpose);
  return redis;
}

/**
 * Waits until the connection is usable.
 * @throws Error after `timeoutMs`.
 */
export function untilReady(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const onReady = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      redis.off('ready', onReady);
      reject(new Error(`Redis did not answer within ${timeoutMs} ms.`));
    }, timeoutMs);
    redis.once('ready', onReady);
  });
}
