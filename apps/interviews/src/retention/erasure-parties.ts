import type { ServiceName } from '@guildhall/messages/contract';

/**
 * Who looks through all its tables before a certificate is issued: every service that has any, also those that are told
 * nothing of recordings, since that is what is to be shown. The gateway has none; the spool that it fills is emptied with
 * the storage.
 */
export const erasureParties = [
  'interviews',
  'applicants',
  'events',
  'accounts',
  'contracts',
  'payroll',
] as const satisfies readonly ServiceName[];
