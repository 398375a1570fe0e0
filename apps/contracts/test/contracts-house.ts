import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { type PeopleNamesInput, peopleNames } from '@guildhall/messages/accounts';
import { checkOpeningAccess, getOfferTerms, type OfferFact, type OfferTerms } from '@guildhall/messages/applicants';
import { type Actor, Empty, newId, type RpcDefinition } from '@guildhall/messages/contract';
import { createProject } from '@guildhall/messages/contracts';
import { createLogger, createMetrics } from '@guildhall/observability';
import { HandleRpc, RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import type { StartedService } from '@guildhall/service';
import { testDatabaseOf, testRedis } from '@guildhall/testing';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OnOffer } from '../src/contract/on-offer.handler.js';
import { ContractsConfig } from '../src/contracts.config.js';
import { contractsSchema } from '../src/database/data-source.js';
import { startContracts } from '../src/start-contracts.js';

const secretKey = Buffer.alloc(32, 8).toString('base64');
/** Drawing and sealing some documents takes an idle machine a hundredth of this. */
export const settlingMs = 120_000;
export const mailer: Actor = { kind: 'service', id: 'events' };
export const recruiter: Actor & { kind: 'staff' } = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };

/** The service with its own database, Redis and folders, a caller beside it, and somebody who answers for the others. */
export class ContractsHouse {
  private constructor(
    readonly clock: ManualClock,
    readonly service: StartedService,
    /** Logs in as the superuser, to do what the service may not. */
    readonly adminUrl: string,
    private readonly caller: RpcClient,
    private readonly offers: Map<string, OfferTerms>,
    private readonly names: Map<string, string>,
    private readonly undo: (() => Promise<unknown> | unknown)[],
  ) {}

  static async start(): Promise<ContractsHouse> {
    const undo: (() => Promise<unknown> | unknown)[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'contracts-house-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const redis = await testRedis();
    undo.push(() => redis.drop());
    const database = await testDatabaseOf({ contracts: contractsSchema });
    undo.push(() => database.drop());
    const offers = new Map<string, OfferTerms>();
    const names = new Map<string, string>();
    for (const answering of [answerForApplicants(redis.url, offers), answerForAccounts(redis.url, names)]) {
      const application = await answering;
      undo.push(() => application.close());
    }
    const clock = new ManualClock();
    const config = readConfig(ContractsConfig, {
      ...{
        DATABASE_URL_CONTRACTS: database.urlOf('contracts'),
        REDIS_URL: redis.url,
        ENVELOPE_KEYS: `k1:${secretKey}`,
      },
      ...{ STORAGE_DIRECTORY: join(folder, 'storage'), DATA_KEYS_DIRECTORY: join(folder, 'keys') },
      ...{ SEAL_KEYS_DIRECTORY: join(folder, 'seal-keys'), CODE_HASH_KEY: secretKey, COMPANY_NAME: 'Example Works' },
      // Nobody answers for the logs that it follows.
      ...{ ROLES: 'api,worker', LOG_LEVEL: 'error' },
    });
    const service = await startContracts(config, { clock });
    undo.push(() => service.close());
    const caller = new RpcClient({ redisUrl: redis.url, service: 'gateway', ...surroundings('gateway') });
    await caller.connect();
    undo.push(() => caller.close());
    return new ContractsHouse(clock, service, database.adminUrl, caller, offers, names, undo);
  }

  async call<I extends object, O extends object>(
    definition: RpcDefinition<I, O>,
    input: I,
    actor: Actor = { kind: 'anonymous' },
    key?: string,
  ): Promise<O> {
    const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: JSON.stringify(input) } };
    return await this.caller.call(definition, input, {
      context: { correlationId: newId('evt'), actor, ...idempotency },
    });
  }

  /** An offer was extended; its contract is written and out for signature. @returns its id */
  async offer(
    given: { signerName?: string; codeName?: string; terms?: Partial<OfferTerms> } = {},
  ): Promise<{ contractId: string; personId: string }> {
    const { signerName, codeName = 'Heron', terms } = given;
    const project = { codeName, brief: 'Birds.', governingLaw: 'the State of New York' };
    const { id: projectId } = await this.call(createProject, project, recruiter);
    const fact: OfferFact = {
      ...{ offerId: newId('off'), applicationId: newId('app'), openingId: newId('opn'), personId: newId('per') },
      projectId,
    };
    const expiresAt = new Date(this.clock.now().getTime() + 14 * 86_400_000).toISOString();
    this.offers.set(fact.offerId, {
      ...{ ...fact, openingTitle: 'Analyst', state: 'extended', rateMinor: '9500', currency: 'USD' },
      ...{ weeklyLimitSeconds: 144_000, startDate: '2026-01-12', zone: 'America/New_York', expiresAt, ...terms },
    });
    if (signerName !== undefined) this.names.set(fact.personId, signerName);
    await this.tellOffer(fact);
    await this.tellOffer(fact);
    await this.service.settle(settlingMs);
    const [row] = await this.sql<{ id: string }>('SELECT id FROM contract WHERE offer_id = $1', [
      fact.offerId.slice('off_'.length),
    ]);
    return { contractId: `ctr_${row!.id.replaceAll('-', '')}`, personId: fact.personId };
  }

  rename(personId: string, name: string): void {
    this.names.set(personId, name);
  }

  async sql<Row = Record<string, unknown>>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    return await this.service.database.dataSource.query(statement, parameters);
  }

  provider<T>(type: new (...args: never[]) => T): T {
    return this.service.application.get(type as new (...args: unknown[]) => T, { strict: false });
  }

  async close(): Promise<void> {
    for (const step of this.undo.splice(0).reverse()) await step();
  }

  /** As the follower does; an event is told at least once. */
  private async tellOffer(data: OfferFact): Promise<void> {
    const handler = this.provider(OnOffer);
    await this.service.database.transaction((tx) => handler.draft({ data } as Parameters<OnOffer['draft']>[0], tx));
  }
}

async function answerForApplicants(redisUrl: string, offers: Map<string, OfferTerms>): Promise<INestMicroservice> {
  @Controller()
  class Applicants {
    @HandleRpc(getOfferTerms)
    async terms({ offerId }: { offerId: string }): Promise<OfferTerms> {
      return offers.get(offerId)!;
    }

    @HandleRpc(checkOpeningAccess)
    async check(): Promise<Empty> {
      return new Empty();
    }
  }
  return await answer(redisUrl, 'applicants', Applicants);
}

async function answerForAccounts(redisUrl: string, known: Map<string, string>): Promise<INestMicroservice> {
  @Controller()
  class Accounts {
    @HandleRpc(peopleNames)
    async names({ personIds }: PeopleNamesInput) {
      const nameOf = (personId: string) => known.get(personId) ?? 'Łukasz Nowak';
      return { people: personIds.map((personId) => ({ personId, displayName: nameOf(personId) })) };
    }
  }
  return await answer(redisUrl, 'accounts', Accounts);
}

async function answer(
  redisUrl: string,
  service: 'applicants' | 'accounts',
  controller: new () => object,
): Promise<INestMicroservice> {
  @Module({ controllers: [controller] })
  class AnsweringModule {}

  const strategy = new RedisStreamsServer({ redisUrl, service, ...surroundings(service) });
  const application = await NestFactory.createMicroservice(AnsweringModule, { strategy, logger: false });
  await application.listen();
  return application;
}

function surroundings(service: 'gateway' | 'applicants' | 'accounts') {
  return {
    signer: new EnvelopeSigner(parseKeyRing(`k1:${secretKey}`)),
    logger: createLogger({ service, level: 'error' }),
    metrics: createMetrics(service),
  };
}
