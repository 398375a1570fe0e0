import {
  approvePayRun,
  calculatePayRun,
  createPayRun,
  getPayRun,
  listPayouts,
  type Payout,
  type PayRun,
} from '@guildhall/messages/payroll';
import type { PayrollHouse } from './payroll-house.js';

/** A run up to its calculation, made by the first of finance. */
export async function calculatedRun(house: PayrollHouse, periodEnd = '2026-03-01'): Promise<PayRun> {
  const made = await house.finance[0](createPayRun, { periodStart: '2026-02-23', periodEnd, currency: 'USD' });
  await house.finance[0](calculatePayRun, { payRunId: made.id });
  await house.settle();
  return await house.finance[0](getPayRun, { payRunId: made.id });
}

/** Approved by the two others; what follows is under way. */
export async function approvedRun(house: PayrollHouse, periodEnd?: string): Promise<PayRun> {
  const { id: payRunId, snapshotSha256 } = await calculatedRun(house, periodEnd);
  for (const finance of [house.finance[1], house.finance[2]]) {
    await finance(approvePayRun, { payRunId, snapshotSha256: snapshotSha256! });
  }
  return await house.finance[0](getPayRun, { payRunId });
}

export async function payoutsOf(house: PayrollHouse, payRunId: string): Promise<Payout[]> {
  return (await house.finance[0](listPayouts, { payRunId })).data;
}
