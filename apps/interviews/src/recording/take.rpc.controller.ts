import { Database, runOnce, type Tx } from '@guildhall/database';
import type { CallContext, Empty } from '@guildhall/messages/contract';
import {
  type CompleteTakeInput,
  type CompletionQueryInput,
  type CompletionState,
  completeTake,
  type MayUploadInput,
  mayUpload,
  type QuestionRef,
  type StartedTake,
  startTake,
  type Take,
  takeCompletion,
  uploadLimits,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { takeView } from '../interview/interview-view.js';
import type { TakeEntity } from './recording.entities.js';
import { RecordingRepository } from './recording.repository.js';
import { longestTakeSeconds } from './recording-limits.js';
import { TakeService } from './take.service.js';

@Controller()
export class TakeRpcController {
  constructor(
    private readonly database: Database,
    private readonly takes: TakeService,
    private readonly recordings: RecordingRepository,
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

  private async viewOf(take: TakeEntity, tx: Tx): Promise<Take> {
    return takeView(take, await this.recordings.segmentsOf(take.id, tx));
  }
}
