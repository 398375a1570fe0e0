import { AppError } from '@guildhall/errors';
import type { Logger } from '@guildhall/observability';
import { connectRedis } from '@guildhall/redis';
import type { FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import type { RequestLimiter } from '../access/guard-every-route.js';
import { type RateClass, rateClasses } from './rate-classes.js';
import { rateLimitKey } from './rate-limit-key.js';

/**
 * The generic cell rate algorithm, in one call and by Redis' own clock: the key holds when the next request would be due if
 * all came at the sustained pace. Gives 0, or the milliseconds to wait.
 * @see https://www.itu.int/rec/T-REC-I.371
 */
const admitScript = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local spacing, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
  local due = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
  local wait = due - spacing * (burst - 1) - now
  if wait > 0 then return math.ceil(wait) end
  redis.call('SET', KEYS[1], string.format('%.3f', due + spacing), 'PX', math.ceil(due + spacing - now))
  return 0`;

const answerTimeoutMs = 1_000;
const unavailableRetrySeconds = 2;

type AdmitCommand = (key: string, spacingMs: number, burst: number) => Promise<number>;

/** Limits per route class and caller. Without Redis only what survives an outage goes on. */
export class RateLimiter implements RequestLimiter {
  private readonly redis: Redis;

  constructor(options: { redisUrl: string; logger: Logger }) {
    this.redis = connectRedis(options.redisUrl, 'prompt', { name: 'gateway-rate-limiter', log: options.logger });
    this.redis.defineCommand('admitRequest', { numberOfKeys: 1, lua: admitScript });
  }

  async admit(request: FastifyRequest): Promise<void> {
    const { limit, survivesOutage } = request.routeOptions.config;
    if (limit === 'none') return;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    await this.take(limit ?? (isRead ? 'read' : 'write'), request, survivesOutage ?? false);
  }

  async admitCredential(request: FastifyRequest): Promise<void> {
    await this.take('credential', request, request.routeOptions.config.survivesOutage ?? false);
  }

  async ping(): Promise<void> {
    await withinDeadline(this.redis.ping());
  }

  close(): void {
    this.redis.disconnect();
  }

  private async take(rateClass: RateClass, request: FastifyRequest, survivesOutage: boolean): Promise<void> {
    const { perMinute, burst } = rateClasses[rateClass];
    const key = rateLimitKey(rateClass, request.principal?.actor, request.ip);
    let waitMs: number;
    try {
      const { admitRequest } = this.redis as unknown as { admitRequest: AdmitCommand };
      waitMs = await withinDeadline(admitRequest.call(this.redis, key, 60_000 / perMinute, burst));
    } catch (cause) {
      if (survivesOutage) return;
      throw unavailable(cause);
    }
    if (waitMs > 0) throw rateLimited(waitMs);
  }
}

/** Where something in front of the gateway limits requests. */
export const noLimits: RequestLimiter = {
  admit: async () => undefined,
  admitCredential: async () => undefined,
};

async function withinDeadline<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${answerTimeoutMs} ms.`)), answerTimeoutMs);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

const unavailable = (cause: unknown) =>
  new AppError('unavailable', 'The platform is not answering for the moment; send the request again.', {
    retryAfterSeconds: unavailableRetrySeconds,
    cause,
  });

const rateLimited = (waitMs: number) =>
  new AppError('rate_limited', 'You are asking faster than this route allows; wait a moment and send it again.', {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
