import { AppError } from '@guildhall/errors';
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
  type MyApplication,
  type OpeningPage,
  PublicOpeningsQuery,
  type StaffApplication,
} from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, type Type } from '@nestjs/common';
import type { FakeServices } from './fake-services.js';

export const applicantsMessages = [apply, decide, getApplication, getMyApplication, applicantsOf, listPublicOpenings];

export function applicantsController(services: FakeServices): Type<unknown> {
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
    async getMine(input: ApplicationRef): Promise<MyApplication> {
      requireOwn(input);
      return { ...application(input.applicationId, 3), offer: null };
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
    async list(query: PublicOpeningsQuery, context: CallContext): Promise<OpeningPage> {
      services.note(listPublicOpenings, query, context);
      await services.pace.opened;
      return { data: [], nextCursor: null, hasMore: false };
    }
  }
  return FakeApplicants;
}
