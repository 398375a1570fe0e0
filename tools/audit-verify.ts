import process from 'node:process';
import { AuditHeads, auditSchema, verifyAudit } from '@guildhall/audit';
import { databaseServices, withSchema } from '@guildhall/database';
import { messageOf } from '@guildhall/errors';
import { contractsSchema } from '../apps/contracts/src/database/data-source.js';
import { verifyEvidence } from './evidence/verify-evidence.js';
import { withPlatformDatabase } from './platform/platform-database.js';
import { platformFolder } from './platform/platform-folder.js';

// `npm run audit:verify [-- environment]`: walks the audit chain of each service and names the first link that does not
// hold, and the same for the evidence of each contract, whose heads stand in the audit log. AUDIT_HEADS_DIRECTORY names the
// folder of kept heads, which also show a chain that was cut off.
async function main(): Promise<number> {
  const folder = platformFolder(process.argv[2] ?? 'data');
  const directory = process.env['AUDIT_HEADS_DIRECTORY'] ?? folder.auditHeads;
  const heads = new AuditHeads(directory);
  return await withPlatformDatabase(folder, process.env, async (adminUrl) => {
    let broken = 0;
    for (const service of databaseServices) {
      const head = await heads.last(service);
      const verdict = await withSchema({ ...auditSchema, service, adminUrl }, (source) => verifyAudit(source, head));
      const counts = `${verdict.sealed} of ${verdict.entries} entries sealed`;
      const against = head ? `, kept head at ${head.position}` : ', no head kept';
      if (verdict.firstBroken) {
        broken += 1;
        const { position, entryId, reason } = verdict.firstBroken;
        const place = position === null ? 'outside the chain' : `at position ${position}`;
        console.log(`${service}: BROKEN ${place}, entry ${entryId ?? 'unknown'}: ${reason} (${counts}${against})`);
      } else console.log(`${service}: intact (${counts}${against})`);
    }
    const evidence = await withSchema({ ...contractsSchema, service: 'contracts', adminUrl }, verifyEvidence);
    for (const { contractId, seq } of evidence.broken) console.log(`evidence of ${contractId}: BROKEN at link ${seq}`);
    console.log(
      `evidence: ${evidence.links} links of ${evidence.contracts} contracts, ${evidence.anchored} with heads in the audit log, ${evidence.broken.length} chains broken`,
    );
    return broken + evidence.broken.length === 0 ? 0 : 1;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
