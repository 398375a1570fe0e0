import type { DecideInput, Offer, StaffApplication } from '@guildhall/messages/applicants';
import type { Contract, ContractPage, Project } from '@guildhall/messages/contracts';
import { type ApiClient, ApiProblem } from './api-client.js';
import type { ApplicantClient } from './applicant.js';
import { poll } from './poll.js';

const governingLaw = 'the State of New York';
const sealedWithinMs = 60_000;
const decisionTries = 5;

/** A person looks at the result where there is one, and advances the application. */
export async function advance(recruiter: ApiClient, applicationId: string): Promise<void> {
  await recruiter.post(`/v1/applications/${applicationId}/scorecard/readings`).catch(() => undefined);
  await decideOn(recruiter, applicationId, { kind: 'hold', reasonCode: 'second_opinion' });
  await decideOn(recruiter, applicationId, { kind: 'advance', reasonCode: 'strong_evidence' });
}

/** Decides on what the application says now. An interview that goes on changes it meanwhile; then it is read again, as the refusal says. */
export async function decideOn(
  recruiter: ApiClient,
  applicationId: string,
  decision: Pick<DecideInput, 'kind' | 'reasonCode' | 'note'>,
): Promise<StaffApplication> {
  const path = `/v1/applications/${applicationId}`;
  for (let tries = 1; ; tries++) {
    const { headers } = await recruiter.request<StaffApplication>('GET', path);
    try {
      const ifMatch = { 'if-match': headers.get('etag')! };
      return await recruiter.post<StaffApplication>(`${path}/decisions`, decision, { headers: ifMatch });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 412 || tries === decisionTries) throw error;
    }
  }
}

/** Offers work on a project of its own. */
export async function offerWork(
  recruiter: ApiClient,
  applicationId: string,
  changes: object = {},
  brief = 'What it is about.',
): Promise<Offer> {
  const project = await recruiter.post<Project>('/v1/projects', { codeName: 'Heron', brief, governingLaw });
  return await recruiter.post<Offer>(`/v1/applications/${applicationId}/offer`, {
    ...{ projectId: project.id, rateMinor: '9500', currency: 'USD', weeklyLimitHours: 40 },
    ...{ startDate: '2026-01-12', zone: 'America/New_York' },
    ...changes,
  });
}

/** The contract of somebody who has signed, once every document of it is sealed. */
export async function sealedContract({ api, details }: ApplicantClient): Promise<Contract> {
  return await poll(
    `The sealed contract of ${details.name}`,
    async () => {
      const { data } = await api.get<ContractPage>('/v1/me/contracts');
      return data.find(({ state }) => state === 'sealed') ?? null;
    },
    sealedWithinMs,
  );
}
