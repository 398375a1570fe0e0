import { join } from 'node:path';
import { Database } from '@guildhall/database';
import { HandleJob, type JobRun, ParkJob } from '@guildhall/jobs';
import { Injectable } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isRecordingRejection } from '../media/recording-rejection.js';
import { sniffContainer } from '../media/sniff.js';
import { takeThumbnail } from '../media/thumbnail.js';
import { WorkDirectories } from '../media/work-directory.js';
import type { TakeEntity } from './recording.entities.js';
import { RecordingRepository } from './recording.repository.js';
import { makeThumbnail, type TakeJobPayload } from './take.jobs.js';
import { objectKeys, TakeFiles } from './take-files.js';

/**
 * A picture for whoever chooses what to watch. It is made beside the steps of a take and moves no state: where it fails the
 * player shows none, a person finds the job parked, and the interview goes on as if nothing were.
 */
@Injectable()
export class MakeThumbnailHandler {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly recordings: RecordingRepository,
    private readonly files: TakeFiles,
    private readonly work: WorkDirectories,
  ) {}

  @HandleJob(makeThumbnail)
  async make({ takeId }: TakeJobPayload, run: JobRun): Promise<void> {
    const take = await this.recordings.findTake(takeId);
    if (!take || take.playbackKey === null || take.thumbnailKey !== null) return;
    const interview = await this.interviews.find(take.interviewId);
    if (!interview || interview.state === 'withdrawn') return;
    const isMade = await this.keepPicture(take, take.playbackKey, run.signal);
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      if (isMade) await this.recordings.placeThumbnail(tx, takeId, objectKeys.thumbnail(takeId));
    });
  }

  /** @throws ParkJob where the picture cannot be decoded: no repetition makes it better */
  private async keepPicture(take: TakeEntity, playbackKey: string, signal: AbortSignal): Promise<boolean> {
    return await this.work.use(async (directory) => {
      const path = await this.files.fetch(take, playbackKey, join(directory, 'playback'), signal);
      const jpeg = join(directory, 'thumbnail.jpg');
      const durationSeconds = (take.durationMs ?? 0) / 1000;
      try {
        const input = { path, container: await sniffContainer(path), durationSeconds };
        if (!(await takeThumbnail(input, jpeg, signal))) return false;
      } catch (thrown) {
        if (!isRecordingRejection(thrown)) throw thrown;
        throw new ParkJob(`Take ${take.id} has no picture that can be decoded; it plays, and goes on without.`);
      }
      await this.files.keep(take, objectKeys.thumbnail(take.id), jpeg, signal);
      return true;
    });
  }
}
