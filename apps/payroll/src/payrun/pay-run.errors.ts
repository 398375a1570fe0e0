import { AppError } from '@guildhall/errors';
import type { PayRunState } from '@guildhall/messages/payroll';

export function payRunNotFound(): AppError {
  return new AppError('not_found', 'There is no such pay run, or you do not have access to it.');
}

export function payRunWrongState(run: { id: string; state: PayRunState }, next: string): AppError {
  return new AppError('pay_run_wrong_state', `Pay run ${run.id} is ${run.state}; ${next}`, {
    details: { payRunId: run.id, state: run.state },
  });
}

export function ownPayRun(payRunId: string): AppError {
  const message = `You made pay run ${payRunId}; two others have to approve it.`;
  return new AppError('own_pay_run', message, { details: { payRunId } });
}

export function snapshotOutdated(payRunId: string): AppError {
  const message = `Pay run ${payRunId} was calculated anew since you looked at it; look again and approve what it says now.`;
  return new AppError('version_conflict', message, { details: { payRunId } });
}
