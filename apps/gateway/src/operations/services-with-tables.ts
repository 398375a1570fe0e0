import type { ServiceName } from '@guildhall/messages/contract';

/** Those that have jobs and events of their own. */
export const servicesWithTables = [
  'accounts',
  'applicants',
  'interviews',
  'contracts',
  'payroll',
  'events',
] as const satisfies ServiceName[];

export type ServiceWithTables = (typeof servicesWithTables)[number];
