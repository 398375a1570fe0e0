import type { InterviewOutline } from '@guildhall/messages/interviews';
import { takesPerAnswer } from '../recording/take-allowance.js';
import type { PlanQuestion } from './plan-document.js';

/** What a plan asks of somebody, as they may know it before they apply. */
export function interviewOutline(
  questions: readonly Pick<PlanQuestion, 'thinkSeconds' | 'answerSeconds'>[],
): InterviewOutline {
  const seconds = questions.reduce((sum, { thinkSeconds, answerSeconds }) => sum + thinkSeconds + answerSeconds, 0);
  return { questions: questions.length, minutes: Math.ceil(seconds / 60), triesPerAnswer: takesPerAnswer };
}
