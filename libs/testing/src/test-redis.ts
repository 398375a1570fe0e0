import { Redis } from 'ioredis';
import { testServerUrl } from './test-environment.js';

export interface TestRedis {
  /** Carries the number of a database that nobody else uses. */
  url: string;
  redis: Redis;
  /** Empties it, and nobody else's. */
  flush(): Promise<void>;
  /** Empties it, gives it back and closes the connection. */
  drop(): Promise<void>;
}

/** Database 0 holds the claims. */
const databases = 16;
const claimSeconds = 600;

/**
 * A Redis database of its own for one spec file. Channels of PUBLISH are shared by all databases of a server, and so is
 * FLUSHALL: a spec that needs either to itself, or restarts Redis, starts `privateRedis()`.
 */
export async function testRedis(): Promise<TestRedis> {
  const claims = new Redis(testServerUrl('TEST_REDIS_URL'));
  for (let database = 1; database < databases; database++) {
    const claim = `test:database:${database}`;
    if ((await claims.set(claim, process.pid, 'EX', claimSeconds, 'NX')) !== 'OK') continue;
    const url = new URL(testServerUrl('TEST_REDIS_URL'));
    url.pathname = `/${database}`;
    const redis = new Redis(url.href);
    await redis.flushdb();
    return {
      url: url.href,
      redis,
      flush: async () => void (await redis.flushdb()),
      drop: async () => {
        await redis.flushdb();
        await claims.del(claim);
        redis.disconnect();
        claims.disconnect();
      },
    };
  }
  claims.disconnect();
  throw new Error(`All ${databases - 1} Redis databases for tests are taken.`);
}
