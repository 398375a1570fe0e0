import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type ChooseTakeInput,
  interviewStarted,
  interviewSubmitted,
  type WriteAnswerInput,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { ConsentService } from '../consent/consent.service.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { minAnsweredOf } from '../plan/plan-document.js';
import type { AnswerEntity } from '../recording/recording.entities.js';
import { questionNotFound, takeNotFound, takeWrongState } from '../recording/recording.errors.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { remuxTake } from '../recording/take.jobs.js';
import { TakeService } from '../recording/take.service.js';
import { TranscriptService } from '../transcription/transcript.service.js';
import type { InterviewEntity } from './interview.entity.js';
import { interviewExpired, interviewWrongState, tooFewAnswers } from './interview.errors.js';
import { InterviewRepository } from './interview.repository.js';
import { InterviewService } from './interview.service.js';
import { InterviewFacts } from './interview-facts.js';
import { InterviewProgress } from './interview-progress.js';

/** What the applicant settles about the answers: which take counts, a text instead, and that this is it. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly recordings: RecordingRepository,
    private readonly plans: PlanRepository,
    private readonly service: InterviewService,
    private readonly takes: TakeService,
    private readonly consents: ConsentService,
    private readonly transcripts: TranscriptService,
    private readonly progress: InterviewProgress,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async choose(tx: Tx, input: ChooseTakeInput, context: CallContext): Promise<InterviewEntity> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    this.service.requireAnswerable(interview);
    const answer = await this.recordings.answerTo(tx, interview.id, input.questionId);
    if (!answer) throw questionNotFound();
    const take = await this.recordings.findTake(input.takeId, tx);
    if (!take || take.answerId !== answer.id) throw takeNotFound();
    if (['open', 'discarded', 'rejected'].includes(take.state)) {
      throw takeWrongState(take, 'only a completed take can be chosen.');
    }
    const choice = { kind: 'recorded', state: 'answered', chosenTakeId: take.id, problem: null } as const;
    await this.recordings.changeAnswer(tx, answer.id, choice);
    return interview;
  }

  async write(tx: Tx, input: WriteAnswerInput, context: CallContext): Promise<InterviewEntity> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    this.service.requireAnswerable(interview);
    await this.consents.require(tx, interview);
    const question = await this.takes.requireQuestion(tx, interview, input.questionId);
    const answer = await this.takes.answerFor(tx, interview.id, question.id);
    await this.recordings.changeAnswer(tx, answer.id, {
      kind: 'written',
      state: 'answered',
      chosenTakeId: null,
      writtenText: input.text,
      problem: null,
    });
    const at = this.clock.now();
    if (await this.interviews.move(tx, interview.id, 'start', { problem: null })) {
      await this.facts.publish(tx, interviewStarted, interview, {}, context, at);
    }
    await this.facts.note(tx, 'answer.written', answer.id, context, at);
    return interview;
  }

  /** Freezes the chosen takes. Those that are probed already go on at once, the others when their probe is done. */
  async submit(tx: Tx, interviewId: string, context: CallContext): Promise<InterviewEntity> {
    const interview = await this.service.lockMine(tx, interviewId, context);
    if (interview.state !== 'in_progress')
      throw interviewWrongState(interview, 'it can be submitted once, after the first answer.');
    const at = this.clock.now();
    if (at >= interview.deadlineAt) throw interviewExpired(interview);
    await this.consents.require(tx, interview);
    const answers = (await this.recordings.answersOf(interview.id, tx)).filter(({ state }) => state === 'answered');
    const needed = minAnsweredOf((await this.plans.requireVersion(interview.planVersionId, tx)).document);
    if (answers.length < needed) throw tooFewAnswers(interview.id, answers.length, needed);
    await this.interviews.move(tx, interview.id, 'submit', { submittedAt: at });
    await this.facts.publish(tx, interviewSubmitted, interview, {}, context, at);
    for (const answer of answers) await this.process(tx, interview, answer, context, at);
    const submitted: InterviewEntity = { ...interview, state: 'submitted', submittedAt: at };
    await this.progress.advance(tx, submitted, context, at);
    return submitted;
  }

  private async process(
    tx: Tx,
    interview: InterviewEntity,
    answer: AnswerEntity,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    if (answer.kind === 'written') {
      await this.transcripts.keepWritten(tx, interview, answer, context, at);
      return;
    }
    const take = answer.chosenTakeId === null ? null : await this.recordings.findTake(answer.chosenTakeId, tx);
    if (take?.state !== 'probed') return;
    await this.jobs.enqueue(tx, remuxTake, { takeId: take.id }, { context, key: `remux-take:${take.id}` });
  }
}
