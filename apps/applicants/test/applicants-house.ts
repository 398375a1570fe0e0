import { ManualClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { AppError } from '@guildhall/errors';
import { type Actor, Empty, newId, type RpcDefinition } from '@guildhall/messages/contract';
import { checkProjectAccess } from '@guildhall/messages/contracts';
import {
  getPlanVersion,
  listReviewStates,
  type PlanVersion,
  type ReviewState,
  type ReviewStates,
  type ReviewStatesInput,
} from '@guildhall/messages/interviews';
import { createLogger, createMetrics } from '@guildhall/observability';
import { HandleRpc, RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import type { StartedService } from '@guildhall/service';
import { testDatabaseOf, testRedis } from '@guildhall/testing';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicantsConfig } from '../src/applicants.config.js';
import { applicantsSchema } from '../src/database/data-source.js';
import { startApplicants } from '../src/start-applicants.js';

export interface ApplicantsHouse {
  clock: ManualClock;
  service: StartedService;
  /** What `interviews` says about results, as a test wants it. */
  review: ReviewState;
  call<I extends object, O extends object>(
    definition: RpcDefinition<I, O>,
    input: I,
    options?: { actor?: Actor; key?: string },
  ): Promise<O>;
  close(): Promise<void>;
}

const secretKey = Buffer.alloc(32, 8).toString('base64');
export const publishedPlan = newId('plv');
/** The one project that everybody is on. */
export const knownProject = newId('prj');

/** The service with its own database and Redis, a caller beside it, and somebody who answers for `interviews` and `contracts`. */
export async function startApplicantsHouse(): Promise<ApplicantsHouse> {
  const redis = await testRedis();
  const database = await testDatabaseOf({ applicants: applicantsSchema });
  const clock = new ManualClock();
  const review: ReviewState = { reviewRequired: false, lookedAt: false };
  const interviews = await answerForInterviews(redis.url, review);
  const contracts = await answerForContracts(redis.url);
  const config = readConfig(ApplicantsConfig, {
    DATABASE_URL_APPLICANTS: database.urlOf('applicants'),
    REDIS_URL: redis.url,
    ENVELOPE_KEYS: `k1:${secretKey}`,
    // Nobody answers for the logs that it follows.
    ROLES: 'api,worker',
    LOG_LEVEL: 'error',
  });
  const service = await startApplicants(config, { clock });
  const caller = new RpcClient({ redisUrl: redis.url, service: 'gateway', ...surroundings('gateway') });
  await caller.connect();
  return {
    ...{ clock, service, review },
    call: (definition, input, { actor = { kind: 'anonymous' } as Actor, key } = {}) => {
      const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: JSON.stringify(input) } };
      return caller.call(definition, input, { context: { correlationId: newId('evt'), actor, ...idempotency } });
    },
    async close() {
      await caller.close();
      await service.close();
      await interviews.close();
      await contracts.close();
      await database.drop();
      await redis.drop();
    },
  };
}

async function answerForInterviews(redisUrl: string, review: ReviewState): Promise<INestMicroservice> {
  @Controller()
  class Interviews {
    @HandleRpc(getPlanVersion)
    async plan({ planVersionId }: { planVersionId: string }) {
      const state: 'draft' | 'published' = planVersionId === publishedPlan ? 'published' : 'draft';
      const version = { id: planVersionId, planId: newId('pln'), number: 1, state, documentSha256: '0'.repeat(64) };
      return {
        ...version,
        createdAt: new Date(0).toISOString(),
        publishedAt: null,
        document: {} as PlanVersion['document'],
      };
    }

    @HandleRpc(listReviewStates)
    async review({ applicationIds }: ReviewStatesInput): Promise<ReviewStates> {
      return { states: applicationIds.map((applicationId) => ({ ...review, applicationId })) };
    }
  }

  return await answer(redisUrl, 'interviews', Interviews);
}

async function answerForContracts(redisUrl: string): Promise<INestMicroservice> {
  @Controller()
  class Contracts {
    @HandleRpc(checkProjectAccess)
    async check({ projectId }: { projectId: string }): Promise<Empty> {
      if (projectId !== knownProject) throw new AppError('not_found', 'There is no such project.');
      return new Empty();
    }
  }
  return await answer(redisUrl, 'contracts', Contracts);
}

async function answer(
  redisUrl: string,
  service: 'interviews' | 'contracts',
  controller: new () => object,
): Promise<INestMicroservice> {
  @Module({ controllers: [controller] })
  class AnsweringModule {}

  const strategy = new RedisStreamsServer({ redisUrl, service, ...surroundings(service) });
  const application = await NestFactory.createMicroservice(AnsweringModule, { strategy, logger: false });
  await application.listen();
  return application;
}

function surroundings(service: 'gateway' | 'interviews' | 'contracts') {
  return {
    signer: new EnvelopeSigner(parseKeyRing(`k1:${secretKey}`)),
    logger: createLogger({ service, level: 'error' }),
    metrics: createMetrics(service),
  };
}
