import { type PrivateRedis, privateRedis } from '@guildhall/testing';
import type { Redis } from 'ioredis';
import { connectRedis, type RedisPurpose, untilReady } from './index.js';

describe('a connection to a Redis that goes away', () => {
  let server: PrivateRedis;
  const open: Redis[] = [];
  const lines: string[] = [];
  const log = {
    info: (_: object, message: string) => void lines.push(message),
    warn: (_: object, message: string) => void lines.push(message),
  };

  async function connect(purpose: RedisPurpose) {
    const redis = connectRedis(server.url, purpose, { log });
    open.push(redis);
    await untilReady(redis, 5_000);
    return redis;
  }

  async function processId(redis: Redis) {
    return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
  }

  beforeAll(async () => {
    server = await privateRedis();
  });
  beforeEach(() => {
    lines.length = 0;
  });
  afterEach(() => {
    for (const redis of open.splice(0)) redis.disconnect();
  });
  afterAll(() => server.drop());

  it('says once that it went and once that it is back, and then works again', async () => {
    const redis = await connect('normal');
    await server.kill();
    await expect(redis.ping()).rejects.toThrow(/timed out/);
    await server.start();
    await untilReady(redis, 5_000);
    await expect(redis.ping()).resolves.toBe('PONG');
    expect(lines).toEqual(['Redis is away; reconnecting until it is back.', 'Redis is back.']);
  });

  it('fails a prompt command at once, and does not send it later', async () => {
    const redis = await connect('prompt');
    await server.kill();
    const startedAt = Date.now();
    await expect(redis.set('late', '1')).rejects.toThrow();
    await expect(redis.set('late', '1')).rejects.toThrow();
    expect(Date.now() - startedAt).toBeLessThan(500);
    await server.start();
    await untilReady(redis, 5_000);
    await expect(redis.get('late')).resolves.toBeNull();
  });

  it.each(['prompt', 'reader'] as const)(
    'fails what a %s connection had sent, and works again afterwards',
    async (purpose) => {
      const redis = await connect(purpose);
      process.kill(await processId(redis), 'SIGSTOP');
      const sent = [redis.incr(purpose), redis.incr(purpose), redis.xread('BLOCK', 5_000, 'STREAMS', 'none', '$')];
      const outcomes = Promise.allSettled(sent);
      // Behind the commands, so that they are on their way when the server dies.
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await server.kill();
      expect((await outcomes).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
      await server.start();
      await untilReady(redis, 5_000);
      await expect(Promise.all([redis.incr(purpose), redis.incr(purpose)])).resolves.toEqual([1, 2]);
    },
  );

  it('renews subscriptions', async () => {
    const subscriber = await connect('subscriber');
    await subscriber.subscribe('news');
    await server.kill();
    await server.start();
    const writer = await connect('normal');
    await untilReady(subscriber, 5_000);
    const heard = new Promise((resolve) => subscriber.once('message', (_, message) => resolve(message)));
    const deadline = Date.now() + 5_000;
    while ((await writer.publish('news', 'still here')) === 0) expect(Date.now()).toBeLessThan(deadline);
    await expect(heard).resolves.toBe('still here');
  });

  it('ends a blocking read when Redis hangs without closing the connection', async () => {
    const redis = await connect('blocking');
    const pid = await processId(redis);
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(redis.xread('BLOCK', 200, 'STREAMS', 'nothing', '$')).resolves.toBeNull();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  it('gives up waiting for a Redis that does not come', async () => {
    await server.kill();
    const redis = connectRedis(server.url, 'normal');
    open.push(redis);
    await expect(untilReady(redis, 200)).rejects.toThrow(/within 200 ms/);
    await server.start();
    await untilReady(redis, 5_000);
  });
});
