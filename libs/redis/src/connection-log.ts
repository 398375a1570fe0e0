import { messageOf } from '@guildhall/errors';
import type { Redis } from 'ioredis';

/** The part of a logger that is needed here; pino fits. */
export interface ConnectionLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * A Redis that is away fails every attempt to reconnect, several times a second and on every connection. One line tells
 * that it went, one that it is back. Without a listener ioredis would print each failure.
 */
export function logConnectionChanges(redis: Redis, log: ConnectionLog | undefined, connection: string): void {
  let awaySince: number | null = null;
  let failures = 0;
  redis.on('error', (error: Error) => {
    failures++;
    if (awaySince !== null) return;
    awaySince = Date.now();
    log?.warn({ connection, reason: messageOf(error) }, 'Redis is away; reconnecting until it is back.');
  });
  redis.on('ready', () => {
    if (awaySince === null) return;
    log?.info({ connection, awayMs: Date.now() - awaySince, failures }, 'Redis is back.');
    awaySince = null;
    failures = 0;
  });
}
