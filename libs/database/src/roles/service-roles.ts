/** Schemas, each with a login role of the same name and an owner that migrates it. The gateway owns no data. */
export const databaseServices = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events'] as const;
export type DatabaseService = (typeof databaseServices)[number];

/**
 * Self-identification (for the bias audit) is kept from everybody who decides, hence out of every service's reach; the
 * tables come with the service that will own them.
 */
export const databaseRoles = [...databaseServices, 'self_identification'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** Owns the schema's tables and cannot log in: only migrations act as it. */
export function ownerOf(role: DatabaseRole): string {
  return `${role}_owner`;
}
