import { randomBytes } from 'node:crypto';
import type { SessionOpened, StaffMember } from '@guildhall/messages/accounts';
import type { CreateOpeningInput, StaffOpening } from '@guildhall/messages/applicants';
import type { StaffRole } from '@guildhall/messages/contract';
import type { Plan, PlanVersion } from '@guildhall/messages/interviews';
import type { ApiClient } from './api-client.js';
import { type Prover, whenProved } from './step-up.js';

export function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

/** The first admin signs in with the one-time password and chooses one of their own. */
export async function signInFirstAdmin(
  anonymous: ApiClient,
  firstAdmin: { email: string; oneTimePassword: string },
): Promise<ApiClient> {
  const { email, oneTimePassword } = firstAdmin;
  const session = await anonymous.post<SessionOpened>('/v1/auth/password', { email, password: oneTimePassword });
  const admin = anonymous.as(session.token);
  await admin.post('/v1/me/password', { currentPassword: oneTimePassword, newPassword: newPassword() });
  return admin;
}

export interface StaffAccount {
  id: string;
  api: ApiClient;
}

/** An admin invites somebody, who follows the mailed link and chooses a password. */
export async function inviteStaff(
  admin: Prover,
  person: { email: string; displayName: string; roles: StaffRole[] },
  password = newPassword(),
): Promise<StaffAccount> {
  const member = await whenProved(admin, (api) => api.post<StaffMember>('/v1/staff', person));
  const token = await admin.mailbox.linkToken(person.email);
  const session = await admin.api.post<SessionOpened>('/v1/auth/invitations/accept', { token, password });
  return { id: member.id, api: admin.api.as(session.token) };
}

/** Keeps and publishes a plan. @returns the id of the published version */
export async function publishPlan(recruiter: ApiClient, name: string, document: object): Promise<string> {
  const plan = await recruiter.post<Plan>('/v1/plans', { name });
  const version = await recruiter.post<PlanVersion>(`/v1/plans/${plan.id}/versions`, { document });
  await recruiter.post(`/v1/plan-versions/${version.id}/publish`);
  return version.id;
}

export async function openOpening(recruiter: ApiClient, input: CreateOpeningInput): Promise<StaffOpening> {
  const opening = await recruiter.post<StaffOpening>('/v1/openings', input);
  return await recruiter.post<StaffOpening>(`/v1/openings/${opening.id}/open`);
}
