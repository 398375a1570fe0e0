import { AuditHeads, auditSchema, verifyAudit } from '@guildhall/audit';
import { databaseServices, withSchema } from '@guildhall/database';
import type { CrashHouse } from './crash-house.js';
import type { Invariant } from './invariant.js';

const lateEntries = `SELECT count(*) FROM audit_entry WHERE NOT sealed AND at < clock_timestamp() - interval '10 s'`;

export function auditInvariant(house: CrashHouse): Invariant {
  return { name: 'audit', violations: () => chainsAreIntact(house) };
}

/** Every link of every service holds, also against the head that is kept elsewhere, and the sealer has not stopped. */
async function chainsAreIntact(house: CrashHouse): Promise<string[]> {
  const { infrastructure, folder } = house.platform;
  const heads = new AuditHeads(folder.auditHeads);
  const found: string[] = [];
  for (const service of databaseServices) {
    const schema = { ...auditSchema, service, adminUrl: infrastructure.adminUrl };
    const head = await heads.last(service);
    const { firstBroken, late } = await withSchema(schema, async (source) => ({
      ...(await verifyAudit(source, head)),
      // Reading rankings is audited too, so that asking adds entries that cannot be sealed yet.
      late: Number((await source.query(lateEntries))[0].count),
    }));
    if (firstBroken) found.push(`the chain of ${service} is broken at ${firstBroken.position}: ${firstBroken.reason}`);
    if (late > 0) found.push(`${late} entries of ${service} wait for their seal too long`);
  }
  return found;
}
