import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type Captions,
  getMyTake,
  grantMedia,
  type MediaGrantReply,
  readCaptions,
  type Take,
  type TakeRef,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { asMissing, InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { takeView } from '../interview/interview-view.js';
import { TakeCaptions } from '../transcription/take-captions.js';
import type { TakeEntity } from './recording.entities.js';
import { takeNotFound, takeWrongState } from './recording.errors.js';
import { RecordingRepository } from './recording.repository.js';
import { partsOf } from './take-parts.js';

/** What a player needs of a take. Everybody but its applicant and the staff on its opening gets `not_found`. */
@Controller()
export class PlaybackRpcController {
  constructor(
    private readonly database: Database,
    private readonly recordings: RecordingRepository,
    private readonly captions: TakeCaptions,
    private readonly interviews: InterviewRepository,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The applicant's own take. */
  @HandleRpc(getMyTake)
  async getMine({ takeId }: TakeRef, context: CallContext): Promise<Take> {
    const take = await this.recordings.findTake(takeId);
    const interview = take && (await this.interviews.find(take.interviewId));
    if (!take || !interview || !isApplicantOf(interview, context)) throw takeNotFound();
    return takeView(take, await this.recordings.segmentsOf(take.id));
  }

  /** The stored object behind a take's playback, and what stands beside it. */
  @HandleRpc(grantMedia)
  async grantMedia(input: TakeRef, context: CallContext): Promise<MediaGrantReply> {
    const take = await this.requireReadable(input.takeId, context);
    const { playbackKey, playbackType, thumbnailKey, durationMs } = take;
    if (playbackKey === null || playbackType === null) {
      throw takeWrongState(take, 'its playback is not ready; try again when it is processed.');
    }
    return await this.database.transaction(async (tx) => {
      await this.facts.note(tx, 'recording.link_granted', take.id, context, this.clock.now());
      return {
        objectKey: playbackKey,
        dataKeyId: take.recordingId,
        contentType: playbackType,
        thumbnailKey,
        hasTranscript: await this.captions.exist(tx, take.id),
        durationSeconds: durationMs === null ? null : durationMs / 1000,
        parts: partsOf(await this.recordings.segmentsOf(take.id, tx)),
      };
    });
  }

  @HandleRpc(readCaptions)
  async readCaptions(input: TakeRef, context: CallContext): Promise<Captions> {
    const take = await this.requireReadable(input.takeId, context);
    return await this.database.transaction(async (tx) => {
      const captions = await this.captions.of(tx, take.id);
      if (!captions) {
        throw takeWrongState(
          take,
          'it has no transcript to make captions from; try again once transcript.ready is told.',
        );
      }
      await this.facts.note(tx, 'captions.read', take.id, context, this.clock.now());
      return captions;
    });
  }

  private async requireReadable(takeId: string, context: CallContext): Promise<TakeEntity> {
    const take = await this.recordings.findTake(takeId);
    const interview = take && (await this.interviews.find(take.interviewId));
    if (!take || !interview) throw takeNotFound();
    if (!isApplicantOf(interview, context)) {
      if (context.actor.kind !== 'staff') throw takeNotFound();
      await asMissing(takeNotFound, () => this.access.requireOpening(interview.openingId, context));
    }
    return take;
  }
}
