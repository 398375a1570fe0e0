import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PayoutChain, PayoutFileContent, PayoutPage, PayRun, TrialBalance } from '@guildhall/messages/payroll';
import type { ApiClient } from '../client/api-client.js';
import { approveTheWeek, inviteFinance, onboard, runThatIs, workAWeek } from '../client/paid-work.js';
import type { Prover } from '../client/step-up.js';
import type { Engagement } from './engagement.js';

export interface PayDay {
  payRun: { id: string; totalMinor: string; currency: string; files: { kind: 'nacha'; path: string }[] };
  ledger: { trialBalanceMinor: string };
  payoutChain: PayoutChain;
}

interface Stage {
  admin: Prover;
  /** Where files and the remittance are put. */
  folder: string;
}

const ownNumbers = { ssn: '123-45-6789', accountNumber: '000123450001' };
const paidWithinMs = 60_000;

/** From the first log-in of finance to the bank's line: onboarding, a week of work, and the run that pays it. */
export async function payDay(stage: Stage, { contractor, contractId }: Engagement): Promise<PayDay> {
  const finance = await inviteFinance(stage.admin, 'Demo finance');
  const maker = finance.maker.api;
  await onboard(contractor, maker, ownNumbers);
  await workAWeek(contractor, contractId, maker);
  const id = await approveTheWeek(finance);
  await runThatIs('settled', maker, id, paidWithinMs);
  const run = await maker.post<PayRun>(`/v1/pay-runs/${id}/close`);
  const payout = (await contractor.api.get<PayoutPage>('/v1/me/payouts')).data[0]!;
  writeFileSync(
    path.join(stage.folder, 'remittance.pdf'),
    await contractor.api.download(`/v1/me/payouts/${payout.id}/remittance`),
  );
  const { totals } = await maker.get<TrialBalance>('/v1/ledger/trial-balance');
  return {
    payRun: {
      ...{ id: run.id, totalMinor: run.totalMinor, currency: run.currency },
      files: await keepFiles(maker, run, stage.folder),
    },
    ledger: { trialBalanceMinor: totals.find(({ currency }) => currency === run.currency)!.balanceMinor },
    payoutChain: await contractor.api.get<PayoutChain>(`/v1/me/payouts/${payout.id}/chain`),
  };
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
