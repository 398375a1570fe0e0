import { IsId, job } from '@guildhall/messages/contract';

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
