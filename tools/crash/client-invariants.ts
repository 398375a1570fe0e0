import type { TakeState } from '@guildhall/messages/interviews';
import { everyItem } from '../client/api-client.js';
import type { Invariant } from './invariant.js';
import type { RecordingEvidence } from './recording-evidence.js';

const finalTakeStates: readonly TakeState[] = ['transcribed', 'rejected'];

/** What clients see. */
export function clientInvariants(evidence: RecordingEvidence): Invariant[] {
  return [
    { name: 'takes', violations: () => journalledTakesAreFinal(evidence) },
    { name: 'ranking', violations: () => everybodyIsRanked(evidence) },
  ];
}

async function journalledTakesAreFinal({ applicants, takes }: RecordingEvidence): Promise<string[]> {
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

async function everybodyIsRanked({ house, openingId, applicants }: RecordingEvidence): Promise<string[]> {
  const path = `/v1/openings/${openingId}/candidates`;
  const candidates = await everyItem<{ applicationId: string }>(house.recruiter, path);
  const ranked = candidates.map(({ applicationId }) => applicationId);
  const missing = applicants.filter(({ applicationId }) => !ranked.includes(applicationId));
  const found = missing.map(({ applicationId }) => `${applicationId} is not in it`);
  if (new Set(ranked).size !== ranked.length) found.push('somebody is in it twice');
  return found;
}
