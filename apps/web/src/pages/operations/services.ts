/** Those that have jobs and events of their own. */
export const services = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events'] as const;
export type Service = (typeof services)[number];
