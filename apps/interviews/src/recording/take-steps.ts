import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { type JobRun, Jobs } from '@guildhall/jobs';
import type { JobDefinition } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewProgress } from '../interview/interview-progress.js';
import type { RecordingLimits } from '../media/probe.js';
import { isRecordingRejection } from '../media/recording-rejection.js';
import { PlanRepository } from '../plan/plan.repository.js';
import type { AnswerEntity, SegmentEntity, TakeEntity } from './recording.entities.js';
import { RecordingRepository } from './recording.repository.js';
import { longestTakeSeconds } from './recording-limits.js';
import type { TakeJobPayload } from './take.jobs.js';
import type { TakeStep } from './take.states.js';

/** A take with everything that a step of its processing has to know. */
export interface TakeAtWork {
  take: TakeEntity;
  answer: AnswerEntity;
  interview: InterviewEntity;
  segments: SegmentEntity[];
  limits: RecordingLimits;
}

/** What a step did outside the database, and how it becomes true: in one transaction with the end of its job. */
export type Commit = (tx: Tx, interview: InterviewEntity, at: Date) => Promise<void>;

/**
 * The frame of every step: load, skip where it is done, work outside of transactions, then take effect and finish the job
 * in one transaction under the interview's lock. A recording that cannot be used ends in a rejection, not in a retry.
 */
@Injectable()
export class TakeSteps {
  constructor(
    private readonly database: Database,
    private readonly recordings: RecordingRepository,
    private readonly interviews: InterviewRepository,
    private readonly plans: PlanRepository,
    private readonly progress: InterviewProgress,
    private readonly jobs: Jobs,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(step: TakeStep, takeId: string, run: JobRun, work: (loaded: TakeAtWork) => Promise<Commit>): Promise<void> {
    const loaded = await this.load(takeId);
    if (loaded?.take.state !== step.from || !step.within.includes(loaded.interview.state)) return;
    let commit: Commit;
    try {
      commit = await work(loaded);
    } catch (thrown) {
      if (!isRecordingRejection(thrown)) throw thrown;
      run.logger.info({ takeId, code: thrown.code, finding: thrown.message }, 'A recording cannot be used.');
      commit = (tx, interview, at) => this.progress.rejectTake(tx, interview, loaded.take, thrown, run.context, at);
    }
    await this.faultPoints.reached(step.name);
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const interview = await this.interviews.lock(tx, loaded.interview.id);
      // It may have been taken back, or given to a person, while the step worked.
      if (interview && step.within.includes(interview.state)) await commit(tx, interview, this.clock.now());
    });
    await this.faultPoints.reached(`${step.name}-committed`);
  }

  async next(tx: Tx, definition: JobDefinition<TakeJobPayload>, takeId: string, run: JobRun): Promise<void> {
    await this.jobs.enqueue(tx, definition, { takeId }, { context: run.context, key: `${definition.name}:${takeId}` });
  }

  private async load(takeId: string): Promise<TakeAtWork | null> {
    const take = await this.recordings.findTake(takeId);
    if (!take) return null;
    const [answer, interview, segments] = await Promise.all([
      this.recordings.findAnswer(take.answerId),
      this.interviews.find(take.interviewId),
      this.recordings.segmentsOf(take.id),
    ]);
    if (!answer || !interview) return null;
    const { document } = await this.plans.requireVersion(interview.planVersionId);
    const question = document.questions.find(({ id }) => id === answer.questionId);
    if (!question) return null;
    return {
      take,
      answer,
      interview,
      segments,
      limits: {
        maxDurationSeconds: longestTakeSeconds(question.answerSeconds, interview.timeFactor),
        // The SHA-256 of its owner says that nothing was lost on the way: what is missing was never recorded.
        mayBreakOff: await this.recordings.wasInterrupted(take.id),
      },
    };
  }
}
