import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type Captions,
  grantMedia,
  type MediaGrantReply,
  readCaptions,
  type TakeRef,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { asMissing, InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { captionsOf } from '../transcription/captions.js';
import { TranscriptRepository } from '../transcription/transcript.repository.js';
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
    private readonly transcripts: TranscriptRepository,
    private readonly interviews: InterviewRepository,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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
        hasTranscript: (await this.transcripts.findByTake(take.id, tx)) !== null,
        durationSeconds: durationMs === null ? null : durationMs / 1000,
        parts: partsOf(await this.recordings.segmentsOf(take.id, tx)),
      };
    });
  }

  /** Made anew each time, so that nothing has to be kept in step with the transcript, or deleted with it. */
  @HandleRpc(readCaptions)
  async readCaptions(input: TakeRef, context: CallContext): Promise<Captions> {
    const take = await this.requireReadable(input.takeId, context);
    return await this.database.transaction(async (tx) => {
      const transcript = await this.transcripts.findByTake(take.id, tx);
      if (!transcript) {
        throw takeWrongState(
          take,
          'it has no transcript to make captions from; try again once transcript.ready is told.',
        );
      }
      await this.facts.note(tx, 'captions.read', take.id, context, this.clock.now());
      const { segments, language } = transcript;
      return { vtt: captionsOf(segments, language), language };
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
