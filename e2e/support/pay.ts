import { newId } from '@guildhall/messages/contract';
import type { Onboarding, PayoutPage, PayRun, TimeEntries, Timesheet } from '@guildhall/messages/payroll';
import { OnboardingService } from '../../apps/payroll/src/onboarding/onboarding.service.js';
import type { ApiClient } from '../../tools/client/api-client.js';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { stepUp } from '../../tools/client/step-up.js';
import type { House } from './house.js';

/** What a contractor hands in and nobody else may see. */
export const taxNumber = '123-45-6789';
export const accountNumber = '000123450001';

/** The last full week of the house's clock, and the day of it that is worked on. */
const week = { first: '2025-12-29', last: '2026-01-04', day: '2025-12-31' };

export interface PaidContractor {
  contractId: string;
  personId: string;
  api: ApiClient;
  /** What the contractor owns, by its kind. */
  objects: { timeEntry: string; timesheet: string; payout: string };
}

/** Three people of finance, each of whom has just proved it again. */
export async function threeOfFinance(house: House): Promise<ApiClient[]> {
  const people: ApiClient[] = [];
  for (const name of ['finance-one', 'finance-two', 'finance-three']) {
    const { api } = await house.invite(name, ['finance']);
    await stepUp(api, house.mailbox, `${name}@staff.example`);
    people.push(api);
  }
  return people;
}

/** As if every document of a contract had been sealed. */
async function sealContract(house: House, personId: string): Promise<string> {
  const { payroll } = house.allInOne.services;
  const service = payroll.application.get(OnboardingService, { strict: false });
  const contractId = newId('ctr');
  const terms = {
    ...{ contractId, personId, projectId: newId('prj'), agreementSha256: 'a1'.repeat(32), rateMinor: '8550' },
    ...{ currency: 'USD', weeklyLimitSeconds: 144_000, startDate: '2025-12-22', zone: 'America/New_York' },
    sealedAt: house.clock.now().toISOString(),
  };
  const context = { correlationId: newId('evt'), actor: { kind: 'service', id: 'payroll' } as const };
  await payroll.database.transaction((tx) => service.adopt(tx, terms, context));
  return contractId;
}

/** Hands everything in, has it verified, works a week and has it approved. */
export async function workAWeek(api: ApiClient, contractId: string, finance: ApiClient): Promise<Timesheet> {
  await api.post('/v1/me/tax-form', {
    ...{ form: 'w9', name: 'Ada', numberKind: 'ssn', number: taxNumber, certified: true },
  });
  const account = { routingNumber: '021000021', accountNumber, accountType: 'checking' };
  await api.post('/v1/me/payout-methods', { ...account, holderName: 'Ada' });
  const { items } = await api.get<Onboarding>('/v1/me/onboarding');
  for (const { id, version } of items) {
    await finance.post(`/v1/onboarding-items/${id}/review`, { version, outcome: 'verified' });
  }
  const span = { startedAt: `${week.day}T09:00:00-05:00`, endedAt: `${week.day}T17:00:00-05:00` };
  const { data } = await api.post<TimeEntries>('/v1/me/time-entries', { contractId, ...span });
  const submitted = await api.post<Timesheet>(`/v1/me/timesheets/${data[0]!.timesheetId}/submit`);
  const [line] = submitted.lines;
  return await finance.post<Timesheet>(`/v1/timesheets/${submitted.id}/lines/${line!.id}/approve`);
}

/** A run of that week: made by the first of finance, approved by the others. */
export async function payTheWeek(house: House, [maker, ...others]: ApiClient[]): Promise<PayRun> {
  const period = { periodStart: week.first, periodEnd: week.last, currency: 'USD' };
  const { id } = await maker!.post<PayRun>('/v1/pay-runs', period);
  await maker!.post(`/v1/pay-runs/${id}/calculate`);
  await house.allInOne.services.payroll.settle();
  const { snapshotSha256 } = await maker!.get<PayRun>(`/v1/pay-runs/${id}`);
  for (const other of others) await other.post(`/v1/pay-runs/${id}/approve`, { snapshotSha256 });
  await house.allInOne.services.payroll.settle();
  return await maker!.get<PayRun>(`/v1/pay-runs/${id}`);
}

/** Contractors with pay of their own, and the run that paid them. */
export async function payContractors(
  house: House,
  applicants: readonly ApplicantClient[],
): Promise<{ contractors: PaidContractor[]; company: Record<string, string> }> {
  const finance = await threeOfFinance(house);
  const worked: { contractId: string; personId: string; api: ApiClient; timesheet: Timesheet }[] = [];
  for (const { api, application } of applicants) {
    const contractId = await sealContract(house, application.personId);
    const timesheet = await workAWeek(api, contractId, finance[0]!);
    worked.push({ contractId, personId: application.personId, api, timesheet });
  }
  const run = await payTheWeek(house, finance);
  const contractors: PaidContractor[] = [];
  for (const { contractId, personId, api } of worked) {
    // In an earlier week, whose timesheet is still open.
    const span = { startedAt: '2025-12-23T09:00:00-05:00', endedAt: '2025-12-23T10:00:00-05:00' };
    const { data } = await api.post<TimeEntries>('/v1/me/time-entries', { contractId, ...span });
    const [payout] = (await api.get<PayoutPage>('/v1/me/payouts')).data;
    const objects = { timeEntry: data[0]!.id, timesheet: data[0]!.timesheetId, payout: payout!.id };
    contractors.push({ contractId, personId, api, objects });
  }
  const { items } = await worked[0]!.api.get<Onboarding>('/v1/me/onboarding');
  const { timesheet } = worked[0]!;
  return {
    contractors,
    company: {
      ...{ onboardingItemId: items[0]!.id, payRunId: run.id, fileId: run.files[0]!.id },
      payoutId: contractors[0]!.objects.payout,
      ...{ timesheetId: timesheet.id, timesheetLineId: timesheet.lines[0]!.id },
    },
  };
}
