import 'reflect-metadata';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { createLogger, createMetrics, NestLogger } from '@guildhall/observability';
import { HandleRpc, RedisStreamsServer } from '@guildhall/rpc';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MoveApplication, type MovedApplication, moveApplication, moved } from './bench.messages.js';
import { serveOrders, tell } from './bench.peer.js';

@Controller()
class MoveController {
  @HandleRpc(moveApplication)
  async move(input: MoveApplication): Promise<MovedApplication> {
    return moved(input);
  }
}

@Module({ controllers: [MoveController] })
class BenchModule {}

const logger = createLogger({ service: 'applicants', level: 'warn' });
const server = new RedisStreamsServer({
  redisUrl: process.env.BENCH_REDIS_URL!,
  service: 'applicants',
  signer: new EnvelopeSigner(parseKeyRing(process.env.BENCH_KEYS!)),
  logger,
  metrics: createMetrics('applicants'),
  definitions: [moveApplication],
});
const app = await NestFactory.createMicroservice(BenchModule, { strategy: server, logger: new NestLogger(logger) });
await app.listen();
serveOrders({ stop: () => app.close() });
tell({ report: 'ready' });
