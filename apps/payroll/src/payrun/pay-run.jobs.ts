import { IsId, job } from '@guildhall/messages/contract';
import { IsInt, Min } from 'class-validator';

export class CalculatePayRunPayload {
  @IsId('run')
  payRunId!: string;

  @IsInt()
  @Min(1)
  calculation!: number;
}

export class PayRunJobPayload {
  @IsId('run')
  payRunId!: string;
}

const common = { service: 'payroll', queue: 'pay-runs', attempts: 12, backoffMs: 2_000 } as const;

/** Works out the lines of a run, a thousand people at a time; goes on where it stopped. */
export const calculatePayRunJob = job({
  ...common,
  name: 'calculate-pay-run',
  payload: CalculatePayRunPayload,
  timeoutMs: 600_000,
});

/** Makes the payouts of an approved run and posts what is owed; goes on where it stopped. */
export const bookPayRun = job({ ...common, name: 'book-pay-run', payload: PayRunJobPayload, timeoutMs: 600_000 });

/** Puts what is ready to be paid into a file, and reads it back. */
export const filePayRun = job({ ...common, name: 'file-pay-run', payload: PayRunJobPayload, timeoutMs: 600_000 });
