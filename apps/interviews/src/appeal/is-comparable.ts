import { allowedByDuties } from '../duties/allowed-by-duties.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { reviewedStates } from '../review/review.states.js';

/** Whether there is a result, and still everything that it was made from, and AI may look at it again. */
export function isComparable({ state, path, jurisdictions }: InterviewEntity): boolean {
  return path === 'ai' && reviewedStates.includes(state) && allowedByDuties(jurisdictions);
}
