import { AppError } from '@guildhall/errors';
import {
  type CreateStaffInput,
  createStaff,
  type PeopleNames,
  type PeopleNamesInput,
  peopleNames,
  type RegisterApplicantInput,
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
import { type CallContext, newId } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, type Type } from '@nestjs/common';
import type { FakeServices } from './fake-services.js';

export const accountsMessages = [verifyCredential, createStaff, registerApplicant, peopleNames, signInWithPassword];

export function accountsController(services: FakeServices): Type<unknown> {
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
