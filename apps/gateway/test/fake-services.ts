import { hashToken, mintToken } from '@guildhall/auth';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { AppError } from '@guildhall/errors';
import {
  CreateStaffInput,
  createStaff,
  type PeopleNames,
  type PeopleNamesInput,
  peopleNames,
  RegisterApplicantInput,
  type RegisteredApplicant,
  registerApplicant,
  type SessionOpened,
  type SignInWithPasswordInput,
  type StaffMember,
  signInWithPassword,
  type VerifiedCredential,
  type VerifyCredentialInput,
  verifyCredential,
} from '@guildhall/messages/accounts';
import {
  type ApplicantsOf,
  type ApplicantsOfInput,
  type ApplicationReceived,
  type ApplicationRef,
  type ApplyInput,
  applicantsOf,
  apply,
  type DecideInput,
  decide,
  getApplication,
  getMyApplication,
  listPublicOpenings,
  type OpeningPage,
  type StaffApplication,
} from '@guildhall/messages/applicants';
import { type CallContext, newId, type ServiceName } from '@guildhall/messages/contract';
import { createLogger, createMetrics, NestLogger } from '@guildhall/observability';
import { type AnyRpcDefinition, HandleRpc, RedisStreamsServer } from '@guildhall/rpc';
import { latch } from '@guildhall/testing';
import { Controller, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

export const envelopeKeys = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

export interface SeenCall {
  name: string;
  input: object;
  context: CallContext;
}

/** Two services behind the real transport, with just as much behaviour as the edge can be told by. */
export class FakeServices {
  /** By the hash of their token. */
  readonly credentials = new Map<string, VerifiedCredential>();
  readonly calls: SeenCall[] = [];
  readonly foreignApplication = newId('app');
  readonly ownApplication = newId('app');
  /** `listPublicOpenings` waits for it. */
  pace = latch();
  private readonly applications: (() => Promise<void>)[] = [];

  static async start(redisUrl: string): Promise<FakeServices> {
    const services = new FakeServices();
    services.pace.open();
    await services.listen(redisUrl, 'accounts', accountsController(services), [
      ...[verifyCredential, createStaff, registerApplicant, peopleNames, signInWithPassword],
    ]);
    await services.listen(redisUrl, 'applicants', applicantsController(services), [
      ...[apply, decide, getApplication, getMyApplication, applicantsOf, listPublicOpenings],
    ]);
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

function accountsController(services: FakeServices): Type<unknown> {
  @Controller()
  class FakeAccounts {
    @HandleRpc(verifyCredential)
    async verify(input: VerifyCredentialInput): Promise<VerifiedCredential> {
      const known = services.credentials.get(input.credentialHash);
      if (!known) throw new AppError('not_signed_in', 'This session has ended.');
      return known;
    }

    @HandleRpc(signInWithPassword)
    async signIn({ password }: SignInWithPasswordInput): Promise<SessionOpened> {
      if (password !== 'right') throw new AppError('wrong_credentials', 'Address and password do not match.');
      const token = services.signIn({ roles: ['admin'] });
      return {
        ...{ token, expiresAt: '2026-01-06T09:00:00.000Z', personId: newId('per'), displayName: 'Ada Example' },
        ...{ kind: 'staff', roles: ['admin'], passwordChangeRequired: false },
      };
    }

    @HandleRpc(createStaff)
    async createStaff(input: CreateStaffInput, context: CallContext): Promise<StaffMember> {
      services.note(createStaff, input, context);
      const { email, displayName, roles } = input;
      const createdAt = '2026-01-05T09:00:00.000Z';
      return { id: newId('per'), email, displayName, roles, state: 'invited', createdAt };
    }

    @HandleRpc(registerApplicant)
    async register(input: RegisterApplicantInput, context: CallContext): Promise<RegisteredApplicant> {
      services.note(registerApplicant, input, context);
      return { personId: newId('per') };
    }

    @HandleRpc(peopleNames)
    async names({ personIds }: PeopleNamesInput): Promise<PeopleNames> {
      return { people: personIds.map((personId) => ({ personId, displayName: 'Ada Example' })) };
    }
  }
  return FakeAccounts;
}

function applicantsController(services: FakeServices): Type<unknown> {
  const application = (applicationId: string, version: number): StaffApplication => ({
    ...{ id: applicationId, openingId: newId('opn'), personId: newId('per'), stage: 'evaluated', region: 'US' },
    ...{ language: 'en', jurisdictions: [], requirements: [], createdAt: '2026-01-05T09:00:00.000Z' },
    ...{ submittedAt: null, version, decisions: [] },
  });
  const requireOwn = ({ applicationId }: ApplicationRef) => {
    if (applicationId === services.foreignApplication) {
      throw new AppError('not_found', `Application ${applicationId} is of an opening that you are not on.`);
    }
    if (applicationId !== services.ownApplication) {
      throw new AppError('not_found', 'No such application.', { details: { applicationId } });
    }
  };

  @Controller()
  class FakeApplicants {
    @HandleRpc(apply)
    async apply(input: ApplyInput, context: CallContext): Promise<ApplicationReceived> {
      services.note(apply, input, context);
      return { status: 'check_your_mail' };
    }

    @HandleRpc(getApplication)
    async get(input: ApplicationRef): Promise<StaffApplication> {
      requireOwn(input);
      return application(input.applicationId, 3);
    }

    @HandleRpc(getMyApplication)
    async getMine(input: ApplicationRef): Promise<StaffApplication> {
      requireOwn(input);
      return application(input.applicationId, 3);
    }

    @HandleRpc(decide)
    async decide(input: DecideInput, context: CallContext): Promise<StaffApplication> {
      requireOwn(input);
      services.note(decide, input, context);
      if (input.expectedVersion !== 3) throw new AppError('version_conflict', 'Somebody has decided since.');
      return application(input.applicationId, 4);
    }

    @HandleRpc(applicantsOf)
    async applicantsOf({ applicationIds }: ApplicantsOfInput): Promise<ApplicantsOf> {
      return {
        applicants: applicationIds.map((id) => ({ applicationId: id, personId: newId('per'), stage: 'evaluated' })),
      };
    }

    @HandleRpc(listPublicOpenings)
    async list(): Promise<OpeningPage> {
      await services.pace.opened;
      return { data: [], nextCursor: null, hasMore: false };
    }
  }
  return FakeApplicants;
}
