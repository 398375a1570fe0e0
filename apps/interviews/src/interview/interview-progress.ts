import type { Tx } from '@guildhall/database';
import type { AppError } from '@guildhall/errors';
import { Jobs } from '@guildhall/jobs';
import type { CallContext } from '@guildhall/messages/contract';
import { interviewInsufficientData, interviewSubmitted, type StoredProblem } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { minAnsweredOf } from '../plan/plan-document.js';
import { AnswerRefusals } from '../recording/answer-refusals.js';
import type { AnswerEntity, TakeEntity } from '../recording/recording.entities.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { finalTakeStates } from '../recording/take.states.js';
import { scoreInterview } from '../scoring/score-interview.job.js';
import type { InterviewEntity } from './interview.entity.js';
import { closeTranscriptCheck } from './interview.jobs.js';
import { InterviewRepository } from './interview.repository.js';
import { InterviewFacts } from './interview-facts.js';
import { storedProblem } from './stored-problem.js';

/**
 * Moves a submitted interview on when the last of its chosen takes is final. Each caller holds the lock of the interview's
 * row, so of two takes that end together exactly one finds that it was the last.
 */
@Injectable()
export class InterviewProgress {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly recordings: RecordingRepository,
    private readonly plans: PlanRepository,
    private readonly openings: OpeningSettingsRepository,
    private readonly refusals: AnswerRefusals,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
  ) {}

  /** For a caller that holds the lock and has checked that there is enough to submit. */
  async submit(tx: Tx, interview: InterviewEntity, context: CallContext, at: Date): Promise<InterviewEntity> {
    await this.interviews.move(tx, interview.id, 'submit', { submittedAt: at, problem: null });
    await this.facts.publish(tx, interviewSubmitted, interview, {}, context, at);
    return { ...interview, state: 'submitted', submittedAt: at, problem: null };
  }

  /**
   * Call after a chosen take became final, and after the submission itself. Where a fresh take was granted meanwhile, the
   * interview opens again, but not before the rest has been heard: a step under way would lose what it works for.
   */
  async advance(tx: Tx, interview: InterviewEntity, context: CallContext, at: Date): Promise<void> {
    if (interview.state !== 'submitted') return;
    const answers = await this.recordings.answersOf(interview.id, tx);
    const takes = new Map((await this.recordings.takesOf(interview.id, tx)).map((take) => [take.id, take]));
    if (answers.some((answer) => isPending(answer, takes))) return;
    const answered = answers.filter((answer) => answer.state === 'answered').length;
    const version = await this.plans.requireVersion(interview.planVersionId, tx);
    if (answered < minAnsweredOf(version.document)) {
      const problem = answers.find((answer) => answer.problem !== null)?.problem ?? nothingAnswered;
      await this.findInsufficient(tx, interview, problem, context, at);
      return;
    }
    if (interview.problem !== null) {
      await this.reopen(tx, interview, context, at);
      return;
    }
    await this.interviews.move(tx, interview.id, 'transcribe');
    await this.openTranscriptCheck(tx, interview, context, at);
  }

  /** For the job that runs when the check was to end: of an earlier submission's check it comes too soon. */
  async closeTranscriptCheck(tx: Tx, interviewId: string, context: CallContext, at: Date): Promise<void> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview?.transcriptCheckUntil || at < interview.transcriptCheckUntil) return;
    await this.startScoring(tx, interviewId, context);
  }

  /** An applicant's word, or time, ends the transcript check: this one conditional update writes the scoring job. */
  async startScoring(tx: Tx, interviewId: string, context: CallContext): Promise<boolean> {
    const moved = await this.interviews.move(tx, interviewId, 'startScoring');
    if (moved) await this.jobs.enqueue(tx, scoreInterview, { interviewId }, { context });
    return moved;
  }

  /** A recording that cannot be used: the answer says why, and the applicant gets a fresh take for it. */
  async rejectTake(
    tx: Tx,
    interview: InterviewEntity,
    take: TakeEntity,
    rejection: AppError,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const problem = storedProblem(rejection);
    if (!(await this.recordings.moveTake(tx, take.id, 'reject', { problem }))) return;
    const answer = await this.recordings.findAnswer(take.answerId, tx);
    if (!answer) return;
    // Another take, or a text, may have been chosen meanwhile; the answer stands then, and the lost try is made good.
    if (answer.chosenTakeId !== take.id) {
      await this.refusals.grantTake(tx, interview, answer, context, at);
      return;
    }
    const isGranted = await this.refusals.refuse(tx, interview, answer, problem, context, at);
    if (!isGranted || interview.state !== 'submitted') {
      await this.advance(tx, interview, context, at);
      return;
    }
    await this.interviews.keepProblem(tx, interview.id, problem);
    await this.advance(tx, { ...interview, problem }, context, at);
  }

  /** For the fresh take; `problem` stays until the next submission and marks what time alone may submit again. */
  private async reopen(tx: Tx, interview: InterviewEntity, context: CallContext, at: Date): Promise<void> {
    if (!(await this.interviews.move(tx, interview.id, 'reopen'))) return;
    await this.refusals.giveTime(tx, interview, context, at);
    await this.facts.note(tx, 'interview.reopened', interview.id, context, at);
  }

  private async findInsufficient(
    tx: Tx,
    interview: InterviewEntity,
    problem: StoredProblem,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    if (!(await this.interviews.move(tx, interview.id, 'findInsufficient', { problem }))) return;
    await this.facts.publish(tx, interviewInsufficientData, interview, { reason: problem.code }, context, at);
  }

  private async openTranscriptCheck(tx: Tx, interview: InterviewEntity, context: CallContext, at: Date): Promise<void> {
    const { transcriptCheckHours } = await this.openings.require(interview.openingId, tx);
    const until = new Date(at.getTime() + transcriptCheckHours * 3_600_000);
    await this.interviews.move(tx, interview.id, 'openTranscriptCheck', { transcriptCheckUntil: until });
    if (transcriptCheckHours === 0) {
      await this.startScoring(tx, interview.id, context);
      return;
    }
    await this.jobs.enqueue(tx, closeTranscriptCheck, { interviewId: interview.id }, { context, runAfter: until });
  }
}

const nothingAnswered: StoredProblem = {
  code: 'too_few_answers',
  title: 'Too few answers',
  detail: 'Too few questions have an answer that can be used.',
};

/** A chosen take whose recording still has work to do. */
function isPending(answer: AnswerEntity, takes: Map<string, TakeEntity>): boolean {
  if (answer.kind === 'written' || answer.state !== 'answered' || answer.chosenTakeId === null) return false;
  const take = takes.get(answer.chosenTakeId);
  return take !== undefined && !finalTakeStates.includes(take.state);
}
