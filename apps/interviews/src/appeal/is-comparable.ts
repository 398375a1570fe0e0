import { allowedByDuties } from '../duties/allowed-by-duties.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { reviewedStates } from '../review/review.states.js';
import type { AppealEntity } from './appeal.entity.js';

/** Whether there is a result, and still everything that it was made from, and AI may look at it again. */
export function isComparable({ state, path, jurisdictions }: InterviewEntity): boolean {
  return path === 'ai' && reviewedStates.includes(state) && allowedByDuties(jurisdictions);
}

/** Whether who answers has to rate the new result first. Where the answers were erased or given to a person meanwhile, nothing is compared. */
export function needsReview({ isComparedAnew }: AppealEntity, interview: InterviewEntity): boolean {
  return isComparedAnew && isComparable(interview);
}
