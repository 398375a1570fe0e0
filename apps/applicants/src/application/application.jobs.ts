import { IsId, job } from '@guildhall/messages/contract';
import { IsISO8601 } from 'class-validator';

export class ApplicationJobPayload {
  @IsId('app')
  applicationId!: string;
}

/** Ends an application whose address nobody has proved within a week. */
export const expireApplication = job({
  service: 'applicants',
  queue: 'deadlines',
  name: 'expire-application',
  payload: ApplicationJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 30_000,
});

export class OverdueDecisionPayload extends ApplicationJobPayload {
  /** The promise that it looks after; another one has a job of its own. */
  @IsISO8601()
  dueAt!: string;
}

/** When a decision is due: tells the staff on the opening where it is still owed. */
export const tellOverdueDecision = job({
  service: 'applicants',
  queue: 'deadlines',
  name: 'tell-overdue-decision',
  payload: OverdueDecisionPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 30_000,
});
