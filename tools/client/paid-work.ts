import type { Onboarding, PayRun, TimeEntries, Timesheet } from '@guildhall/messages/payroll';
import type { ApiClient } from './api-client.js';
import type { ApplicantClient } from './applicant.js';
import { poll } from './poll.js';
import { inviteStaff } from './staff.js';
import { type Prover, whenProved } from './step-up.js';
import { lastFullWeek, workingHours } from './working-week.js';

const openedWithinMs = 30_000;
const calculatedWithinMs = 60_000;

/** Those who are needed for a run: one makes it, two others approve it. */
export interface Finance {
  maker: Prover;
  approvers: readonly Prover[];
}

/** What somebody hands in before their first pay. */
export interface OwnNumbers {
  ssn: string;
  accountNumber: string;
}

/** @param prefix of their display names */
export async function inviteFinance(admin: Prover, prefix: string): Promise<Finance> {
  const invite = async (name: string): Promise<Prover> => {
    const email = `finance-${name}@staff.example`;
    const { api } = await inviteStaff(admin, { email, displayName: `${prefix} ${name}`, roles: ['finance'] });
    return { api, mailbox: admin.mailbox, email };
  };
  return { maker: await invite('maker'), approvers: [await invite('first'), await invite('second')] };
}

/** The contractor hands in what is asked for, finance looks at it. */
export async function onboard(
  { api, details }: ApplicantClient,
  finance: ApiClient,
  { ssn, accountNumber }: OwnNumbers,
): Promise<void> {
  await poll(
    `The checklist of ${details.name}`,
    async () => ((await api.get<Onboarding>('/v1/me/onboarding')).items.length > 0 ? true : null),
    openedWithinMs,
  );
  await api.post('/v1/me/tax-form', {
    ...{ form: 'w9', name: details.name, numberKind: 'ssn', number: ssn, certified: true },
  });
  await api.post('/v1/me/payout-methods', {
    ...{ routingNumber: '021000021', accountNumber, accountType: 'checking', holderName: details.name },
  });
  const { items } = await api.get<Onboarding>('/v1/me/onboarding');
  for (const { id, version } of items) {
    await finance.post(`/v1/onboarding-items/${id}/review`, { version, outcome: 'verified' });
  }
}

/** A week, the last full one unless another is named by its first day, is logged, handed in and approved. */
export async function workAWeek(
  { api }: ApplicantClient,
  contractId: string,
  finance: ApiClient,
  monday = lastFullWeek(new Date()).monday,
): Promise<void> {
  let timesheetId = '';
  for (const hours of workingHours(monday)) {
    const { data } = await api.post<TimeEntries>('/v1/me/time-entries', { contractId, ...hours });
    timesheetId = data[0]!.timesheetId;
  }
  const { lines } = await api.post<Timesheet>(`/v1/me/timesheets/${timesheetId}/submit`);
  for (const line of lines) await finance.post(`/v1/timesheets/${timesheetId}/lines/${line.id}/approve`);
}

/** One makes and calculates the run of that week, the others look at what it was calculated from and approve it. @returns its id */
export async function approveTheWeek({ maker, approvers }: Finance): Promise<string> {
  const { monday, sunday } = lastFullWeek(new Date());
  const { id } = await maker.api.post<PayRun>('/v1/pay-runs', {
    ...{ periodStart: monday, periodEnd: sunday, currency: 'USD' },
  });
  await maker.api.post(`/v1/pay-runs/${id}/calculate`);
  const { snapshotSha256 } = await runThatIs('calculated', maker.api, id, calculatedWithinMs);
  for (const approver of approvers) {
    await whenProved(approver, (api) => api.post<PayRun>(`/v1/pay-runs/${id}/approve`, { snapshotSha256 }));
  }
  return id;
}

export async function runThatIs(
  state: PayRun['state'],
  finance: ApiClient,
  id: string,
  withinMs: number,
): Promise<PayRun> {
  return await poll(
    `The pay run to be ${state}`,
    async () => {
      const run = await finance.get<PayRun>(`/v1/pay-runs/${id}`);
      return run.state === state ? run : null;
    },
    withinMs,
  );
}
