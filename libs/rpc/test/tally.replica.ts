import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { EnvelopeSigner, type KeyRing } from '@guildhall/envelope';
import { createLogger, createMetrics, type Logger, type Metrics, NestLogger } from '@guildhall/observability';
import { connectRedis } from '@guildhall/redis';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RedisStreamsServer, RpcClient, rpcDefinitionsOf } from '../src/index.js';
import { meaningOf, TallyController } from './tally.controller.js';
import * as messages from './tally.messages.js';

const testKeys: KeyRing = { current: 'k1', keys: { k1: Buffer.alloc(32, 7) } };
export const signer = new EnvelopeSigner(testKeys);

export interface Replica {
  server: RedisStreamsServer;
  metrics: Metrics;
  /** Lines of the log, parsed. */
  lines: Record<string, unknown>[];
  close(): Promise<void>;
}

function quietLogger(lines: Record<string, unknown>[]): Logger {
  return createLogger({ service: 'events', destination: { write: (line) => void lines.push(JSON.parse(line)) } });
}

/** A replica of the tally's service in this process. */
export async function startReplica(redisUrl: string, options: { concurrency?: number } = {}): Promise<Replica> {
  const lines: Record<string, unknown>[] = [];
  const logger = quietLogger(lines);
  const metrics = createMetrics('events');
  const redis = connectRedis(redisUrl, 'normal');
  const definitions = rpcDefinitionsOf('events', messages);
  const server = new RedisStreamsServer({
    redisUrl,
    service: 'events',
    signer,
    logger,
    metrics,
    definitions,
    meaningOf,
    ...options,
  });

  @Module({ controllers: [TallyController], providers: [{ provide: 'REDIS', useValue: redis }] })
  class TallyModule {}

  const app = await NestFactory.createMicroservice(TallyModule, { strategy: server, logger: new NestLogger(logger) });
  await app.listen();
  const close = async () => {
    await app.close();
    redis.disconnect();
  };
  return { server, metrics, lines, close };
}

export interface Caller {
  client: RpcClient;
  metrics: Metrics;
  lines: Record<string, unknown>[];
}

export async function startCaller(redisUrl: string): Promise<Caller> {
  const lines: Record<string, unknown>[] = [];
  const metrics = createMetrics('gateway');
  const client = new RpcClient({ redisUrl, service: 'gateway', signer, logger: quietLogger(lines), metrics });
  await client.connect();
  return { client, metrics, lines };
}

export const freshKey = () => ({ key: randomUUID(), fingerprint: 'f'.repeat(64) });
