import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import type { CallContext } from '@guildhall/messages/contract';
import { answerRejected, type StoredProblem, takeGranted } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { expireInterview } from '../interview/interview.jobs.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { retakeStates } from '../interview/interview.states.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import type { AnswerEntity } from './recording.entities.js';
import { RecordingRepository } from './recording.repository.js';
import { mostGrantedTakes, retakeHours } from './take-allowance.js';

/** What follows for the applicant where an answer cannot be used, which may be our fault: a reason, and another try. */
@Injectable()
export class AnswerRefusals {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly interviews: InterviewRepository,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
  ) {}

  /** The answer no longer counts and says why; a fresh take is granted. @returns whether it was. */
  async refuse(
    tx: Tx,
    interview: InterviewEntity,
    answer: AnswerEntity,
    problem: StoredProblem,
    context: CallContext,
    at: Date,
  ): Promise<boolean> {
    await this.recordings.changeAnswer(tx, answer.id, { state: 'rejected', problem });
    if (!retakeStates.includes(interview.state)) return false;
    const { questionId, chosenTakeId } = answer;
    if (chosenTakeId !== null) {
      const fact = { takeId: chosenTakeId, questionId, reason: problem.code };
      await this.facts.publish(tx, answerRejected, interview, fact, context, at);
    }
    return await this.grantTake(tx, interview, answer, context, at);
  }

  /**
   * One more take for an answer, and time to make it; nothing where the allowance is used up or the interview is over.
   * @returns whether it was granted
   */
  async grantTake(
    tx: Tx,
    interview: InterviewEntity,
    answer: AnswerEntity,
    context: CallContext,
    at: Date,
  ): Promise<boolean> {
    if (!retakeStates.includes(interview.state) || answer.takesGranted >= mostGrantedTakes) return false;
    await this.recordings.changeAnswer(tx, answer.id, { takesGranted: answer.takesGranted + 1 });
    await this.facts.publish(tx, takeGranted, interview, { questionId: answer.questionId }, context, at);
    await this.giveTime(tx, interview, context, at);
    return true;
  }

  /** From now on, what a granted take comes with. */
  async giveTime(tx: Tx, interview: InterviewEntity, context: CallContext, at: Date): Promise<void> {
    const until = new Date(at.getTime() + retakeHours * 3_600_000);
    if (!(await this.interviews.extendDeadline(tx, interview.id, until))) return;
    await this.jobs.enqueue(tx, expireInterview, { interviewId: interview.id }, { context, runAfter: until });
  }
}
