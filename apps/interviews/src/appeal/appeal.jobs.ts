import { job } from '@guildhall/messages/contract';
import { InterviewJobPayload } from '../interview/interview.jobs.js';

/** Compares the answers anew, with a seed of its own; the first result stays as it is. */
export const scoreAppeal = job({
  service: 'interviews',
  queue: 'scoring',
  name: 'score-appeal',
  payload: InterviewJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 15 * 60_000,
});
