import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { ConsentService } from '../consent/consent.service.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { minAnsweredOf } from '../plan/plan-document.js';
import { ChosenAnswers } from '../recording/chosen-answers.js';
import type { AnswerEntity } from '../recording/recording.entities.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import type { InterviewEntity } from './interview.entity.js';
import { interviewWrongState, tooFewAnswers } from './interview.errors.js';
import { InterviewService } from './interview.service.js';
import { InterviewProgress } from './interview-progress.js';

@Injectable()
export class SubmissionService {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly plans: PlanRepository,
    private readonly service: InterviewService,
    private readonly consents: ConsentService,
    private readonly chosen: ChosenAnswers,
    private readonly progress: InterviewProgress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Freezes which answers count, and which take of each; answers that were refused stay out. */
  async submit(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, interviewId, context);
    this.service.requireSubmittable(interview);
    await this.consents.require(tx, interview);
    const { answers, needed } = await this.usable(tx, interview);
    if (answers.length < needed) throw tooFewAnswers(interview.id, answers.length, needed);
    await this.freeze(tx, interview, answers, context);
  }

  /**
   * At the deadline: who had submitted, and did not use the fresh take that the interview was opened again for, is judged
   * by the other answers.
   * @param interview under its lock
   * @returns whether it was submitted; nothing happens to any other interview
   */
  async submitReopened(tx: Tx, interview: InterviewEntity, context: CallContext): Promise<boolean> {
    if (interview.state !== 'in_progress' || interview.problem === null) return false;
    if (this.clock.now() < interview.deadlineAt || !(await this.consents.stands(tx, interview.id))) return false;
    const { answers, needed } = await this.usable(tx, interview);
    if (answers.length < needed) return false;
    await this.freeze(tx, interview, answers, context);
    return true;
  }

  /** The applicant has read the transcripts: there is nothing to wait for any more. */
  async confirmTranscripts(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, interviewId, context);
    if (await this.progress.startScoring(tx, interview.id, context)) return;
    throw interviewWrongState(interview, 'transcripts can be confirmed while they are being checked.');
  }

  private async usable(tx: Tx, interview: InterviewEntity): Promise<{ answers: AnswerEntity[]; needed: number }> {
    const answers = (await this.recordings.answersOf(interview.id, tx)).filter(({ state }) => state === 'answered');
    return { answers, needed: minAnsweredOf((await this.plans.requireVersion(interview.planVersionId, tx)).document) };
  }

  private async freeze(
    tx: Tx,
    interview: InterviewEntity,
    answers: AnswerEntity[],
    context: CallContext,
  ): Promise<void> {
    const at = this.clock.now();
    const submitted = await this.progress.submit(tx, interview, context, at);
    await this.chosen.transcribe(tx, submitted, answers, context, at);
    // Nothing may be left to hear: all answers are written, or were heard before an earlier refusal.
    await this.progress.advance(tx, submitted, context, at);
  }
}
