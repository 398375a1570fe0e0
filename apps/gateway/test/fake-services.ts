import { hashToken, mintToken } from '@guildhall/auth';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import type { AppError } from '@guildhall/errors';
import type { VerifiedCredential } from '@guildhall/messages/accounts';
import { type CallContext, newId, type ServiceName } from '@guildhall/messages/contract';
import type { MediaGrantReply } from '@guildhall/messages/interviews';
import { createLogger, createMetrics, NestLogger } from '@guildhall/observability';
import { type AnyRpcDefinition, RedisStreamsServer } from '@guildhall/rpc';
import { latch } from '@guildhall/testing';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { accountsController, accountsMessages } from './fake-accounts.js';
import { applicantsController, applicantsMessages } from './fake-applicants.js';
import { interviewsController, interviewsMessages } from './fake-interviews.js';

export const envelopeKeys = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

export interface SeenCall {
  name: string;
  input: object;
  context: CallContext;
}

/** Three services behind the real transport, with just as much behaviour as the edge can be told by. */
export class FakeServices {
  /** By the hash of their token. */
  readonly credentials = new Map<string, VerifiedCredential>();
  readonly calls: SeenCall[] = [];
  readonly foreignApplication = newId('app');
  readonly ownApplication = newId('app');
  /** `listPublicOpenings` waits for it. */
  pace = latch();
  /** `completeTake` waits for it. */
  completionPace = latch();
  /** What `completeTake` answers instead of completing. */
  completionRefusal: AppError | null = null;
  /** Stored recordings by their take. */
  readonly media = new Map<string, Omit<MediaGrantReply, 'contentType'>>();
  private readonly applications: (() => Promise<void>)[] = [];

  static async start(redisUrl: string): Promise<FakeServices> {
    const services = new FakeServices();
    services.pace.open();
    services.completionPace.open();
    await services.listen(redisUrl, 'accounts', accountsController(services), accountsMessages);
    await services.listen(redisUrl, 'applicants', applicantsController(services), applicantsMessages);
    await services.listen(redisUrl, 'interviews', interviewsController(services), interviewsMessages);
    return services;
  }

  /** A token that stands for somebody; gives it. */
  signIn(who: Partial<VerifiedCredential>): string {
    const token = mintToken(who.kind === 'system' ? 'apiKey' : 'session');
    this.credentials.set(hashToken(token), {
      ...{ kind: 'staff', actorId: newId(who.kind === 'system' ? 'key' : 'per'), roles: [], scopes: [] },
      ...{ displayName: 'Ada Example', expiresAt: null, steppedUpUntil: null, passwordChangeRequired: false },
      ...who,
    });
    return token;
  }

  seen(name: string): SeenCall[] {
    return this.calls.filter((call) => call.name === name);
  }

  note(definition: AnyRpcDefinition, input: object, context: CallContext): void {
    this.calls.push({ name: definition.name, input, context });
  }

  async close(): Promise<void> {
    for (const close of this.applications) await close();
  }

  private async listen(
    redisUrl: string,
    service: ServiceName,
    controller: Type<unknown>,
    definitions: readonly { name: string }[],
  ): Promise<void> {
    const logger = createLogger({ service, level: 'silent' });
    const server = new RedisStreamsServer({
      ...{ redisUrl, service, logger, metrics: createMetrics(service) },
      signer: new EnvelopeSigner(parseKeyRing(envelopeKeys)),
      definitions: definitions as readonly AnyRpcDefinition[],
    });

    @Module({ controllers: [controller] })
    class FakeModule {}

    const application = await NestFactory.createMicroservice(FakeModule, {
      strategy: server,
      logger: new NestLogger(logger),
    });
    await application.listen();
    this.applications.push(() => application.close());
  }
}
