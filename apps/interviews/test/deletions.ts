import { uuidOf } from '@guildhall/messages/contract';
import { askForDeletion, type Deletion, listMyDeletions } from '@guildhall/messages/interviews';
import type { InterviewHouse } from './interview-house.js';
import type { TestApplicant } from './test-applicant.js';

/** The applicant asks for the deletion of everything in their interview. */
export const ask = ({ call, interviewId }: TestApplicant): Promise<Deletion> => call(askForDeletion, { interviewId });

/** As the applicant sees them, the newest first. */
export const deletionsOf = async ({ call }: TestApplicant): Promise<Deletion[]> =>
  (await call(listMyDeletions, {})).data;

const tables = [
  'answer',
  'take',
  'transcript',
  'transcript_sentence',
  'stored_transcription',
  'model_call',
  'scorecard',
];

/** How many rows are left of an interview, by table. */
export async function rowsAbout(
  house: InterviewHouse,
  { interviewId }: TestApplicant,
): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table} WHERE interview_id = $1) AS ${table}`);
  const [row] = await house.rows<Record<string, number>>(`SELECT ${counts.join(', ')}`, [uuidOf(interviewId)]);
  return row!;
}
