import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, type Tx } from '@guildhall/database';
import type { CallContext, Empty } from '@guildhall/messages/contract';
import {
  type CompleteTakeInput,
  type CompletionQueryInput,
  type CompletionState,
  completeTake,
  grantMedia,
  type MayUploadInput,
  type MediaGrantReply,
  mayUpload,
  type QuestionRef,
  type StartedTake,
  startTake,
  type Take,
  type TakeRef,
  takeCompletion,
  uploadLimits,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { asMissing, InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { takeView } from '../interview/interview-view.js';
import type { TakeEntity } from './recording.entities.js';
import { takeNotFound, takeWrongState } from './recording.errors.js';
import { RecordingRepository } from './recording.repository.js';
import { longestTakeSeconds } from './recording-limits.js';
import { TakeService } from './take.service.js';

@Controller()
export class TakeRpcController {
  constructor(
    private readonly database: Database,
    private readonly takes: TakeService,
    private readonly recordings: RecordingRepository,
    private readonly interviews: InterviewRepository,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(startTake)
  async start(input: QuestionRef, context: CallContext): Promise<StartedTake> {
    return await runOnce(this.database, context, async (tx) => {
      const { interview, answer, take, question } = await this.takes.start(tx, input, context);
      return {
        ...takeView(take, []),
        answerId: answer.id,
        questionId: question.id,
        maxSeconds: longestTakeSeconds(question.answerSeconds, interview.timeFactor),
        maxSegmentBytes: uploadLimits.segmentBytes,
        maxSegments: uploadLimits.segmentsPerTake,
      };
    });
  }

  @HandleRpc(mayUpload)
  async mayUpload(input: MayUploadInput, context: CallContext): Promise<Empty> {
    await this.database.transaction((tx) => this.takes.requireUploadable(tx, input.takeId, context));
    return {};
  }

  @HandleRpc(takeCompletion)
  async completion(input: CompletionQueryInput, context: CallContext): Promise<CompletionState> {
    return await this.database.transaction(async (tx) => {
      const take = await this.takes.acknowledged(tx, input.takeId, input.segments, context);
      return { take: take && (await this.viewOf(take, tx)) };
    });
  }

  @HandleRpc(completeTake)
  async complete(input: CompleteTakeInput, context: CallContext): Promise<Take> {
    return await runOnce(this.database, context, async (tx) =>
      this.viewOf(await this.takes.complete(tx, input, context), tx),
    );
  }

  /** The stored object behind a take's playback. Everybody but its applicant and the staff on its opening gets `not_found`. */
  @HandleRpc(grantMedia)
  async grantMedia(input: TakeRef, context: CallContext): Promise<MediaGrantReply> {
    const take = await this.recordings.findTake(input.takeId);
    const interview = take && (await this.interviews.find(take.interviewId));
    if (!take || !interview) throw takeNotFound();
    if (!isApplicantOf(interview, context)) {
      if (context.actor.kind !== 'staff') throw takeNotFound();
      await asMissing(takeNotFound, () => this.access.requireOpening(interview.openingId, context));
    }
    const { playbackKey, playbackType } = take;
    if (playbackKey === null || playbackType === null) {
      throw takeWrongState(take, 'its playback is not ready; try again when it is processed.');
    }
    return await this.database.transaction(async (tx) => {
      await this.facts.note(tx, 'recording.link_granted', take.id, context, this.clock.now());
      return { objectKey: playbackKey, dataKeyId: take.recordingId, contentType: playbackType };
    });
  }

  private async viewOf(take: TakeEntity, tx: Tx): Promise<Take> {
    return takeView(take, await this.recordings.segmentsOf(take.id, tx));
  }
}
