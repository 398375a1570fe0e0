import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { type Actor, type EventEnvelope, newId, type RpcDefinition } from '@guildhall/messages/contract';
import { eventsAfter } from '@guildhall/messages/platform';
import { createLogger, createMetrics, type Logger, NestLogger, newCorrelationId } from '@guildhall/observability';
import { RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import type { StartedService } from '@guildhall/service';
import { type TestDatabase, testDatabase, testRedis } from '@guildhall/testing';
import { type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { type SimulatedBank, startSimulatedBank } from '../../../tools/simulated-bank/start-simulated-bank.js';
import { payrollSchema } from '../src/database/data-source.js';
import { PayrollConfig } from '../src/payroll.config.js';
import { startPayroll } from '../src/start-payroll.js';
import { FakeAccounts, FakeContracts } from './fake-neighbours.js';
import { type ContractDetails, TestContractor } from './test-contractor.js';

/** Calls the service over RPC as one actor. A `key` makes the call idempotent, as the edge does for every POST. */
export type Caller = <I extends object, O extends object>(
  definition: RpcDefinition<I, O>,
  input: I,
  options?: { key?: string },
) => Promise<O>;

const envelopeKeys = `k1:${randomBytes(32).toString('base64')}`;
const signer = new EnvelopeSigner(parseKeyRing(envelopeKeys));
const callTimeoutMs = 20_000;

interface Ground {
  directory: string;
  db: TestDatabase;
  redis: Awaited<ReturnType<typeof testRedis>>;
  bank: SimulatedBank;
  neighbours: INestMicroservice[];
  rpc: RpcClient;
  logger: Logger;
  config: PayrollConfig;
}

/** The whole service in this process with a database, a Redis, folders and a simulated bank; only its neighbours are played. */
export class PayrollHouse {
  readonly clock: ManualClock;
  readonly contracts: FakeContracts;
  /** Three people of finance. */
  readonly financeIds = [newId('per'), newId('per'), newId('per')] as const;
  readonly finance = this.financeIds.map((id) => this.callerAs({ kind: 'staff', id, roles: ['finance'] })) as [
    ...[Caller, Caller, Caller],
  ];
  service!: StartedService;

  private constructor(
    private readonly ground: Ground,
    clock: ManualClock,
  ) {
    this.clock = clock;
    this.contracts = ground.neighbours[0]!.get(FakeContracts);
  }

  static async open(settings: Record<string, string> = {}): Promise<PayrollHouse> {
    const directory = await mkdtemp(join(tmpdir(), 'guildhall-payroll-'));
    const clock = new ManualClock('2026-03-02T15:00:00.000Z');
    const [db, redis] = await Promise.all([testDatabase('payroll', payrollSchema), testRedis()]);
    const bank = await startSimulatedBank({ directory: join(directory, 'simulated-bank'), now: () => clock.now() });
    const config = readConfig(PayrollConfig, {
      ...{ DATABASE_URL_PAYROLL: db.url, REDIS_URL: redis.url, ENVELOPE_KEYS: envelopeKeys, BANK_URL: bank.url },
      PAYROLL_KEYS_DIRECTORY: join(directory, 'keys'),
      ...settings,
    });
    const logger = createLogger({ service: 'test', level: process.env.TEST_LOG_LEVEL ?? 'silent' });
    const neighbours = await Promise.all([
      startNeighbour('contracts', ContractsModule, redis.url, logger),
      startNeighbour('accounts', AccountsModule, redis.url, logger),
    ]);
    const rpc = new RpcClient({
      redisUrl: redis.url,
      service: 'gateway',
      signer,
      logger,
      metrics: createMetrics('gateway'),
    });
    await rpc.connect();
    const house = new PayrollHouse({ directory, db, redis, bank, neighbours, rpc, logger, config }, clock);
    house.service = await startPayroll(config, { clock, logger });
    return house;
  }

  get bank(): SimulatedBank {
    return this.ground.bank;
  }

  /** As the service has it: what a test sets in it holds from then on. */
  get config(): PayrollConfig {
    return this.ground.config;
  }

  /** Logs in as the superuser, whom nothing but constraints and triggers holds. */
  async asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.ground.db.adminUrl });
    await client.connect();
    try {
      await client.query('SET search_path = payroll');
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async settle(timeoutMs = 60_000): Promise<void> {
    await this.service.settle(timeoutMs);
  }

  /** Until the bank has been asked again. */
  async letBankWork(): Promise<void> {
    await this.settle();
    this.clock.advance({ seconds: 5 });
    await this.settle();
  }

  callerAs(actor: Actor): Caller {
    return (definition, input, { key } = {}) => {
      const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: 'f'.repeat(64) } };
      const context = { correlationId: newCorrelationId(), actor, ...idempotency };
      return this.ground.rpc.call(definition, input, { context, timeoutMs: callTimeoutMs });
    };
  }

  /** Somebody whose contract is sealed and whose checklist is open. */
  async contractor(details: Partial<ContractDetails> = {}): Promise<TestContractor> {
    return await TestContractor.sealed(this, details);
  }

  /** Everything that the service has told so far, in order. */
  async told(): Promise<EventEnvelope[]> {
    const asService = this.callerAs({ kind: 'service', id: 'events' });
    const told: EventEnvelope[] = [];
    for (;;) {
      const { events } = await asService(eventsAfter('payroll'), { after: told.at(-1)?.position ?? 0, limit: 100 });
      if (events.length === 0) return told;
      told.push(...events);
    }
  }

  async rows<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return await this.ground.db.database.dataSource.query(sql, parameters);
  }

  /** Everything that lies in Redis, as text. */
  async redisContent(): Promise<string> {
    const { redis } = this.ground.redis;
    const parts: unknown[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      if (type === 'stream') parts.push(key, await redis.xrange(key, '-', '+'));
      else if (type === 'hash') parts.push(key, await redis.hgetall(key));
      else if (type === 'list') parts.push(key, await redis.lrange(key, 0, -1));
      else if (type === 'zset') parts.push(key, await redis.zrange(key, '0', '-1'));
      else if (type === 'set') parts.push(key, await redis.smembers(key));
      else parts.push(key, await redis.get(key));
    }
    return JSON.stringify(parts);
  }

  get database() {
    return this.ground.db.database;
  }

  async close(): Promise<void> {
    const { rpc, neighbours, db, redis, bank, directory } = this.ground;
    await this.service.close();
    await rpc.close();
    await Promise.all(neighbours.map((neighbour) => neighbour.close()));
    await bank.stop();
    await Promise.all([db.drop(), redis.drop()]);
    await rm(directory, { recursive: true, force: true });
  }
}

async function startNeighbour(
  service: 'contracts' | 'accounts',
  module: new () => object,
  redisUrl: string,
  logger: Logger,
): Promise<INestMicroservice> {
  const strategy = new RedisStreamsServer({ redisUrl, signer, logger, service, metrics: createMetrics(service) });
  const neighbour = await NestFactory.createMicroservice(module, { strategy, logger: new NestLogger(logger) });
  await neighbour.listen();
  return neighbour;
}

@Module({ controllers: [FakeContracts] })
class ContractsModule {}

@Module({ controllers: [FakeAccounts] })
class AccountsModule {}
