import { IsId, job } from '@guildhall/messages/contract';
import { Matches } from 'class-validator';

export class DueReviewsPayload {
  @IsId('opn')
  openingId!: string;

  /** UTC; the job is there once for an opening and a day. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  day!: string;
}

/** Tells the staff on an opening who have reviews to do that are due. */
export const tellDueReviews = job({
  service: 'interviews',
  queue: 'deadlines',
  name: 'tell-due-reviews',
  payload: DueReviewsPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 60_000,
});
