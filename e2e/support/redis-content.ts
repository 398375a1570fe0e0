import { Redis } from 'ioredis';

/** Every key with its value, as text: what somebody would read who had the whole of Redis. */
export async function redisContent(url: string): Promise<{ keys: number; text: string }> {
  const redis = new Redis(url);
  try {
    const parts: string[] = [];
    let keys = 0;
    for await (const batch of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>) {
      for (const key of batch) {
        keys += 1;
        parts.push(key, JSON.stringify(await readKey(redis, key)));
      }
    }
    return { keys, text: parts.join('\n') };
  } finally {
    redis.disconnect();
  }
}

async function readKey(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return await redis.get(key);
    case 'hash':
      return await redis.hgetall(key);
    case 'list':
      return await redis.lrange(key, 0, -1);
    case 'set':
      return await redis.smembers(key);
    case 'zset':
      return await redis.zrange(key, 0, '-1');
    case 'stream':
      return await redis.xrange(key, '-', '+');
    case 'none':
      return null;
    default:
      throw new Error(`No test knows how to read a Redis key of type ${type}.`);
  }
}
