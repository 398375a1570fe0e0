import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type {
  Onboarding,
  PayoutChain,
  PayoutFileContent,
  PayoutPage,
  PayRun,
  TimeEntries,
  Timesheet,
  TrialBalance,
} from '@guildhall/messages/payroll';
import type { ApiClient } from '../client/api-client.js';
import type { ApplicantClient } from '../client/applicant.js';
import type { MailboxClient } from '../client/mailbox-client.js';
import { poll } from '../client/poll.js';
import { inviteStaff } from '../client/staff.js';
import { type Prover, whenProved } from '../client/step-up.js';
import type { Engagement } from './engagement.js';
import { lastFullWeek, workingHours } from './working-week.js';

export interface PayDay {
  payRun: { id: string; totalMinor: string; currency: string; files: { kind: 'nacha'; path: string }[] };
  ledger: { trialBalanceMinor: string };
  payoutChain: PayoutChain;
}

interface Stage {
  admin: Prover;
  mailbox: MailboxClient;
  /** Where files and the remittance are put. */
  folder: string;
}

const openedWithinMs = 30_000;
const paidWithinMs = 60_000;

/** From the first log-in of finance to the bank's line: onboarding, a week of work, and the run that pays it. */
export async function payDay(stage: Stage, { contractor, contractId }: Engagement): Promise<PayDay> {
  const [maker, ...approvers] = await threeOfFinance(stage);
  await onboard(contractor, maker!.api);
  await workAWeek(contractor, contractId, maker!.api);
  const run = await payTheWeek(maker!.api, approvers);
  const payout = (await contractor.api.get<PayoutPage>('/v1/me/payouts')).data[0]!;
  writeFileSync(
    path.join(stage.folder, 'remittance.pdf'),
    await contractor.api.download(`/v1/me/payouts/${payout.id}/remittance`),
  );
  const { totals } = await maker!.api.get<TrialBalance>('/v1/ledger/trial-balance');
  return {
    payRun: {
      ...{ id: run.id, totalMinor: run.totalMinor, currency: run.currency },
      files: await keepFiles(maker!.api, run, stage.folder),
    },
    ledger: { trialBalanceMinor: totals.find(({ currency }) => currency === run.currency)!.balanceMinor },
    payoutChain: await contractor.api.get<PayoutChain>(`/v1/me/payouts/${payout.id}/chain`),
  };
}

async function threeOfFinance({ admin, mailbox }: Stage): Promise<Prover[]> {
  const people: Prover[] = [];
  for (const name of ['maker', 'first', 'second']) {
    const email = `finance-${name}@staff.example`;
    const { api } = await inviteStaff(admin, { email, displayName: `Demo finance ${name}`, roles: ['finance'] });
    people.push({ api, mailbox, email });
  }
  return people;
}

/** The contractor hands in what is asked for, finance looks at it. */
async function onboard({ api, details }: ApplicantClient, finance: ApiClient): Promise<void> {
  await poll(
    `The checklist of ${details.name}`,
    async () => ((await api.get<Onboarding>('/v1/me/onboarding')).items.length > 0 ? true : null),
    openedWithinMs,
  );
  await api.post('/v1/me/tax-form', {
    ...{ form: 'w9', name: details.name, numberKind: 'ssn', number: '123-45-6789', certified: true },
  });
  await api.post('/v1/me/payout-methods', {
    ...{ routingNumber: '021000021', accountNumber: '000123450001', accountType: 'checking', holderName: details.name },
  });
  const { items } = await api.get<Onboarding>('/v1/me/onboarding');
  for (const { id } of items) await finance.post(`/v1/onboarding-items/${id}/review`, { outcome: 'verified' });
}

async function workAWeek({ api }: ApplicantClient, contractId: string, finance: ApiClient): Promise<void> {
  let timesheetId = '';
  for (const hours of workingHours(lastFullWeek(new Date()).monday)) {
    const { data } = await api.post<TimeEntries>('/v1/me/time-entries', { contractId, ...hours });
    timesheetId = data[0]!.timesheetId;
  }
  const { lines } = await api.post<Timesheet>(`/v1/me/timesheets/${timesheetId}/submit`);
  for (const line of lines) await finance.post(`/v1/timesheets/${timesheetId}/lines/${line.id}/approve`);
}

/** One makes and calculates the run, two others look at what it was calculated from and approve it. */
async function payTheWeek(maker: ApiClient, approvers: Prover[]): Promise<PayRun> {
  const { monday, sunday } = lastFullWeek(new Date());
  const { id } = await maker.post<PayRun>('/v1/pay-runs', {
    ...{ periodStart: monday, periodEnd: sunday, currency: 'USD' },
  });
  await maker.post(`/v1/pay-runs/${id}/calculate`);
  const { snapshotSha256 } = await runThatIs('calculated', maker, id);
  for (const approver of approvers) {
    await whenProved(approver, (api) => api.post<PayRun>(`/v1/pay-runs/${id}/approve`, { snapshotSha256 }));
  }
  await runThatIs('settled', maker, id);
  return await maker.post<PayRun>(`/v1/pay-runs/${id}/close`);
}

async function runThatIs(state: PayRun['state'], finance: ApiClient, id: string): Promise<PayRun> {
  return await poll(
    `The pay run to be ${state}`,
    async () => {
      const run = await finance.get<PayRun>(`/v1/pay-runs/${id}`);
      return run.state === state ? run : null;
    },
    paidWithinMs,
  );
}

async function keepFiles(finance: ApiClient, run: PayRun, folder: string): Promise<PayDay['payRun']['files']> {
  const files: PayDay['payRun']['files'] = [];
  for (const { id, kind, number } of run.files) {
    const { text } = await finance.get<PayoutFileContent>(`/v1/pay-runs/${run.id}/files/${id}`);
    const file = path.join(folder, `payout-file-${number}.ach`);
    writeFileSync(file, text);
    files.push({ kind, path: file });
  }
  return files;
}
