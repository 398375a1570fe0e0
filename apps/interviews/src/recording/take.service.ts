import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  type CompletedSegment,
  type CompleteTakeInput,
  type QuestionRef,
  takeCompleted,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { ConsentService } from '../consent/consent.service.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewService } from '../interview/interview.service.js';
import { asMissing } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { PlanRepository } from '../plan/plan.repository.js';
import type { PlanQuestion } from '../plan/plan-document.js';
import { AnswerEntity, type SegmentEntity, TakeEntity } from './recording.entities.js';
import { noTakesLeft, questionNotFound, takeNotFound, takeWrongState } from './recording.errors.js';
import { RecordingRepository } from './recording.repository.js';
import { moveTake } from './take.jobs.js';
import { mostOpenTakes, takesLeft } from './take-allowance.js';

export interface TakeOfInterview {
  interview: InterviewEntity;
  answer: AnswerEntity;
  take: TakeEntity;
}

/** Starts takes and acknowledges them; everything that happens to an acknowledged recording is a job's doing. */
@Injectable()
export class TakeService {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly plans: PlanRepository,
    private readonly consents: ConsentService,
    private readonly service: InterviewService,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(tx: Tx, input: QuestionRef, context: CallContext): Promise<TakeOfInterview & { question: PlanQuestion }> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    this.service.requireAnswerable(interview);
    await this.consents.require(tx, interview);
    const question = await this.requireQuestion(tx, interview, input.questionId);
    const answer = await this.answerFor(tx, interview.id, question.id);
    const takes = await this.recordings.takesOfAnswer(tx, answer.id);
    if (takesLeft(answer, takes) === 0) throw noTakesLeft(question.id);
    await this.discardOldestOpen(tx, takes);
    const take = newTake(interview.id, answer.id, takes.length + 1, this.clock.now());
    await this.recordings.insertTake(tx, take);
    await this.service.begin(tx, interview, context);
    return { interview, answer, take, question };
  }

  /**
   * What the edge asks before it lets bytes in, and again at their completion.
   * @throws AppError `not_found` for a take of somebody else, and why it takes no upload now
   */
  async requireUploadable(tx: Tx, takeId: string, context: CallContext): Promise<TakeOfInterview> {
    const found = await this.lockTake(tx, takeId, context);
    this.service.requireAnswerable(found.interview);
    await this.consents.require(tx, found.interview);
    if (found.take.state !== 'open') throw takeWrongState(found.take, 'start a new take to record again.');
    return found;
  }

  /** The take as it was acknowledged with exactly these segments; null where it is still open. */
  async acknowledged(
    tx: Tx,
    takeId: string,
    segments: CompletedSegment[],
    context: CallContext,
  ): Promise<TakeEntity | null> {
    const { take } = await this.lockTake(tx, takeId, context);
    if (take.state === 'open') {
      await this.requireUploadable(tx, takeId, context);
      return null;
    }
    const kept = await this.recordings.segmentsOf(takeId, tx);
    if (sameSegments(kept, segments)) return take;
    throw takeWrongState(take, 'it was completed with other segments; start a new take to record again.');
  }

  /** The only acknowledgement of a recording: from this commit on its bytes are ours. */
  async complete(tx: Tx, input: CompleteTakeInput, context: CallContext): Promise<TakeEntity> {
    const earlier = await this.acknowledged(tx, input.takeId, input.segments, context);
    if (earlier) return earlier;
    const { interview, answer, take } = await this.requireUploadable(tx, input.takeId, context);
    const at = this.clock.now();
    const bytes = input.segments.reduce((sum, segment) => sum + segment.bytes, 0);
    await this.recordings.insertSegments(
      tx,
      input.segments.map((segment, number) => newSegment(take.id, number, segment)),
    );
    await this.recordings.moveTake(tx, take.id, 'complete', { completedAt: at, bytes });
    await this.recordings.changeAnswer(tx, answer.id, {
      kind: 'recorded',
      state: 'answered',
      chosenTakeId: take.id,
      problem: null,
    });
    await this.service.begin(tx, interview, context);
    const { questionId } = answer;
    await this.facts.publish(tx, takeCompleted, interview, { takeId: take.id, questionId }, context, at);
    await this.jobs.enqueue(tx, moveTake, { takeId: take.id }, { context, key: `move-take:${take.id}` });
    return { ...take, state: 'completed', completedAt: at, bytes };
  }

  async lockTake(tx: Tx, takeId: string, context: CallContext): Promise<TakeOfInterview> {
    const seen = await this.recordings.findTake(takeId, tx);
    if (!seen) throw takeNotFound();
    const interview = await asMissing(takeNotFound, () => this.service.lockMine(tx, seen.interviewId, context));
    const take = await this.recordings.findTake(takeId, tx);
    const answer = await this.recordings.findAnswer(seen.answerId, tx);
    if (!take || !answer) throw takeNotFound();
    return { interview, answer, take };
  }

  async requireQuestion(tx: Tx, interview: InterviewEntity, questionId: string): Promise<PlanQuestion> {
    const { document } = await this.plans.requireVersion(interview.planVersionId, tx);
    const question = document.questions.find(({ id }) => id === questionId);
    if (!question) throw questionNotFound();
    return question;
  }

  /** The answer's row, made at the first touch; the interview's lock keeps two from being made. */
  async answerFor(tx: Tx, interviewId: string, questionId: string): Promise<AnswerEntity> {
    const existing = await this.recordings.answerTo(tx, interviewId, questionId);
    if (existing) return existing;
    const answer: AnswerEntity = {
      id: newId('ans'),
      interviewId,
      questionId,
      kind: 'recorded',
      state: 'open',
      chosenTakeId: null,
      writtenText: null,
      takesGranted: 0,
      problem: null,
    };
    await this.recordings.insertAnswer(tx, answer);
    return answer;
  }

  private async discardOldestOpen(tx: Tx, takes: TakeEntity[]): Promise<void> {
    const open = takes.filter((take) => take.state === 'open');
    for (const take of open.slice(0, Math.max(0, open.length - mostOpenTakes + 1))) {
      await this.recordings.moveTake(tx, take.id, 'discard');
    }
  }
}

function newTake(interviewId: string, answerId: string, number: number, startedAt: Date): TakeEntity {
  return {
    id: newId('tak'),
    answerId,
    interviewId,
    number,
    state: 'open',
    recordingId: newId('rec'),
    startedAt,
    completedAt: null,
    bytes: null,
    durationMs: null,
    speechMs: null,
    playbackKey: null,
    playbackType: null,
    thumbnailKey: null,
    audioKey: null,
    problem: null,
  };
}

function newSegment(takeId: string, number: number, segment: CompleteTakeInput['segments'][number]): SegmentEntity {
  const { uploadId, bytes, sha256, container } = segment;
  return { takeId, number, uploadId, bytes, sha256, container, objectKey: null, durationMs: null };
}

function sameSegments(kept: SegmentEntity[], given: CompletedSegment[]): boolean {
  return (
    kept.length === given.length &&
    kept.every((segment, i) => segment.uploadId === given[i]!.uploadId && segment.sha256 === given[i]!.sha256)
  );
}
