import 'reflect-metadata';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { createLogger, createMetrics, newCorrelationId } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import { moveApplication } from './bench.messages.js';
import { serveOrders, tell } from './bench.peer.js';

const client = new RpcClient({
  redisUrl: process.env.BENCH_REDIS_URL!,
  service: 'gateway',
  signer: new EnvelopeSigner(parseKeyRing(process.env.BENCH_KEYS!)),
  logger: createLogger({ service: 'gateway', level: 'warn' }),
  metrics: createMetrics('gateway'),
});
const context: CallContext = {
  correlationId: newCorrelationId(),
  actor: { kind: 'staff', id: newId('per'), roles: ['recruiter'] },
  idempotency: { key: newId('job'), fingerprint: 'f'.repeat(64) },
};
const input = { applicationId: newId('app'), stage: 'interview', version: 7, reason: 'Strong answers.', note: null };
await client.connect();
serveOrders({ one: () => client.call(moveApplication, input, { context }), stop: () => client.close() });
tell({ report: 'ready' });
