import { ManualClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { type Actor, newId, type RpcDefinition, type ServiceName } from '@guildhall/messages/contract';
import { createLogger, createMetrics } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import type { StartedService } from '@guildhall/service';
import { testDatabaseOf, testRedis } from '@guildhall/testing';
import { AccountsConfig } from '../src/accounts.config.js';
import { accountsSchema } from '../src/database/data-source.js';
import { startAccounts } from '../src/start-accounts.js';

export interface AccountsHouse {
  clock: ManualClock;
  service: StartedService;
  adminDatabaseUrl: string;
  /** Calls as somebody, the way the edge does. */
  call<I extends object, O extends object>(
    definition: RpcDefinition<I, O>,
    input: I,
    options?: { actor?: Actor; key?: string },
  ): Promise<O>;
  close(): Promise<void>;
}

export const firstAdmin = { email: 'admin@staff.example', password: 'only-for-the-first-time' };
const secretKey = Buffer.alloc(32, 9).toString('base64');

/** The service with its own database and Redis, and a caller beside it. */
export async function startAccountsHouse(settings: Record<string, string> = {}): Promise<AccountsHouse> {
  const redis = await testRedis();
  const database = await testDatabaseOf({ accounts: accountsSchema });
  const clock = new ManualClock();
  const config = readConfig(AccountsConfig, {
    DATABASE_URL_ACCOUNTS: database.urlOf('accounts'),
    REDIS_URL: redis.url,
    ENVELOPE_KEYS: `k1:${secretKey}`,
    CODE_HASH_KEY: secretKey,
    FIRST_ADMIN_EMAIL: firstAdmin.email,
    FIRST_ADMIN_PASSWORD: firstAdmin.password,
    LOG_LEVEL: 'error',
    ...settings,
  });
  const service = await startAccounts(config, { clock });
  const caller = callerOf('gateway', redis.url);
  const mailer = callerOf('events', redis.url);
  await Promise.all([caller.connect(), mailer.connect()]);
  return {
    clock,
    service,
    adminDatabaseUrl: database.adminUrl,
    call: (definition, input, { actor = { kind: 'anonymous' } as Actor, key } = {}) => {
      const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: JSON.stringify(input) } };
      const context = { correlationId: newId('evt'), actor, ...idempotency };
      return (actor.kind === 'service' ? mailer : caller).call(definition, input, { context });
    },
    async close() {
      await Promise.all([caller.close(), mailer.close()]);
      await service.close();
      await database.drop();
      await redis.drop();
    },
  };
}

function callerOf(service: ServiceName, redisUrl: string): RpcClient {
  const logger = createLogger({ service, level: 'error' });
  const signer = new EnvelopeSigner(parseKeyRing(`k1:${secretKey}`));
  return new RpcClient({ redisUrl, service, signer, logger, metrics: createMetrics(service) });
}
