import type { JobDefinition } from '@guildhall/messages/contract';
import { adoptContract, reassessPayouts } from './onboarding/onboarding.jobs.js';
import { followPayoutFile, submitPayoutFile } from './payout/payout.jobs.js';
import { bookPayRun, calculatePayRunJob, filePayRun } from './payrun/pay-run.jobs.js';

/** Every job of the service. */
export const payrollJobs: JobDefinition<object>[] = [
  ...[adoptContract, reassessPayouts],
  ...[calculatePayRunJob, bookPayRun, filePayRun],
  ...[submitPayoutFile, followPayoutFile],
];
