import { AuditHeads, auditSchema, verifyAudit } from '@guildhall/audit';
import { databaseServices, withSchema } from '@guildhall/database';
import type { TakeState } from '@guildhall/messages/interviews';
import { everyItem } from '../client/api-client.js';
import type { CaseEvidence } from './case-evidence.js';
import type { Invariant } from './invariant.js';

const finalTakeStates: readonly TakeState[] = ['transcribed', 'rejected'];

/** What clients see, and what the audit chains say. */
export function platformInvariants(evidence: CaseEvidence): Invariant[] {
  return [
    { name: 'takes', violations: () => journalledTakesAreFinal(evidence) },
    { name: 'ranking', violations: () => everybodyIsRanked(evidence) },
    { name: 'audit', violations: () => chainsAreIntact(evidence) },
  ];
}

async function journalledTakesAreFinal({ applicants, takes }: CaseEvidence): Promise<string[]> {
  const found: string[] = [];
  if (takes.length !== applicants.length) found.push(`${takes.length} of ${applicants.length} are acknowledged`);
  for (const applicant of applicants) {
    const interview = await applicant.interview();
    const states = new Map(
      interview.questions.flatMap(({ answer }) => answer?.takes ?? []).map((t) => [t.id, t.state]),
    );
    for (const { takeId } of takes.filter(({ interviewId }) => interviewId === applicant.interviewId)) {
      const state = states.get(takeId);
      if (state === undefined) found.push(`${takeId} is not known any more`);
      else if (!finalTakeStates.includes(state)) found.push(`${takeId} is ${state}, its interview ${interview.state}`);
      else if (state === 'rejected') found.push(`${takeId} is rejected, and is a good recording`);
    }
  }
  return found;
}

async function everybodyIsRanked({ house, openingId, applicants }: CaseEvidence): Promise<string[]> {
  const path = `/v1/openings/${openingId}/candidates`;
  const candidates = await everyItem<{ applicationId: string }>(house.recruiter, path);
  const ranked = candidates.map(({ applicationId }) => applicationId);
  const missing = applicants.filter(({ applicationId }) => !ranked.includes(applicationId));
  const found = missing.map(({ applicationId }) => `${applicationId} is not in it`);
  if (new Set(ranked).size !== ranked.length) found.push('somebody is in it twice');
  return found;
}

/** Every entry of every service is sealed, and every link holds, also against the head that is kept elsewhere. */
async function chainsAreIntact({ house }: CaseEvidence): Promise<string[]> {
  const { infrastructure, folder } = house.platform;
  const heads = new AuditHeads(folder.auditHeads);
  const found: string[] = [];
  for (const service of databaseServices) {
    const schema = { ...auditSchema, service, adminUrl: infrastructure.adminUrl };
    const head = await heads.last(service);
    const { entries, sealed, firstBroken } = await withSchema(schema, (source) => verifyAudit(source, head));
    if (firstBroken) found.push(`the chain of ${service} is broken at ${firstBroken.position}: ${firstBroken.reason}`);
    else if (sealed !== entries) found.push(`${entries - sealed} entries of ${service} are not sealed`);
  }
  return found;
}
