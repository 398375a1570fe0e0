import { job } from '@guildhall/messages/contract';
import { InterviewJobPayload } from '../interview/interview.jobs.js';

export const scoreInterview = job({
  service: 'interviews',
  queue: 'scoring',
  name: 'score-interview',
  payload: InterviewJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 15 * 60_000,
});
