import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateOpeningInput, StaffOpening } from '@guildhall/messages/applicants';
import type { ApiClient } from '../../tools/client/api-client.js';
import { ApplicantClient } from '../../tools/client/applicant.js';
import { openOpening, publishPlan } from '../../tools/client/staff.js';
import { projectRoot } from '../../tools/platform/platform-folder.js';
import type { House } from './house.js';

export const samplePlan: object = JSON.parse(
  readFileSync(join(projectRoot, 'apps/interviews/plans/financial-analyst.json'), 'utf8'),
);

const answers: { id: string; text: string }[] = JSON.parse(
  readFileSync(join(projectRoot, 'samples/sample-answers.json'), 'utf8'),
);

/** The words of a sample answer, for those who write. */
export function sampleAnswer(id: string): string {
  const answer = answers.find((each) => each.id === id);
  if (!answer) throw new Error(`There is no sample answer "${id}".`);
  return answer.text;
}

export function sampleRecording(name: string): string {
  return join(projectRoot, 'samples/recordings', `${name}.webm`);
}

/** An opening that takes applications, with the sample plan and no time to check transcripts. */
export async function makeOpening(
  recruiter: ApiClient,
  changes: Partial<CreateOpeningInput> = {},
  plan: object = samplePlan,
): Promise<StaffOpening> {
  const planVersionId = await publishPlan(recruiter, 'Financial analyst', plan);
  return await openOpening(recruiter, {
    title: 'Financial analyst for AI tasks',
    description: 'Write and grade tasks.',
    payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
    languages: ['en'],
    countries: [],
    places: ['US-NY'],
    planVersionId,
    interviewDeadlineDays: 14,
    transcriptCheckHours: 0,
    requirements: [],
    ...changes,
  });
}

/** What has to be said of an opening at least. */
export function leastOpening(planVersionId: string): CreateOpeningInput {
  return {
    ...{ title: 'An opening', description: 'Work.', planVersionId, interviewDeadlineDays: 7 },
    payRange: { minimumMinor: '1', maximumMinor: '2', currency: 'USD' },
    ...{ languages: ['en'], countries: [], places: [], requirements: [] },
  };
}

/** An applicant who has proved the address and is invited. */
export async function makeApplicant(house: House, openingId: string, name: string): Promise<ApplicantClient> {
  const details = { name: `Applicant ${name}`, email: `${name}@applicants.example`, region: 'US-IL', language: 'en' };
  return await ApplicantClient.apply(house.anonymous, house.mailbox, openingId, details);
}
