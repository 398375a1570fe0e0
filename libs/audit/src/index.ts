export { auditSchema } from './audit.schema.js';
export { type AuditHead, AuditHeads } from './audit-heads.js';
export { AuditLog, type AuditRecord } from './audit-log.js';
export { AuditSealer, type AuditSealerOptions } from './audit-sealer.js';
export { lastSeal } from './last-seal.js';
export { ReadLog } from './read-log.js';
export { type AuditVerdict, type BrokenLink, verifyAudit } from './verify-audit.js';
