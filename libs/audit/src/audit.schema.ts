import type { ServiceSchema } from '@guildhall/database';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditSealEntity } from './audit-seal.entity.js';
import { Audit1764000010000 } from './migrations/1764000010000-audit.js';

/** The tables that this library brings to every service. */
export const auditSchema: ServiceSchema = {
  entities: [AuditEntryEntity, AuditSealEntity],
  migrations: [Audit1764000010000],
};
