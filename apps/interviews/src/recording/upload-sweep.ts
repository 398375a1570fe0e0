import { CLOCK, type Clock, Recurring } from '@guildhall/clock';
import { LOGGER, type Logger, METRICS, type Metrics } from '@guildhall/observability';
import { type SpooledUpload, SpoolFolder } from '@guildhall/storage';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { answerableStates } from '../interview/interview.states.js';
import { InterviewsConfig } from '../interviews.config.js';
import { RecordingRepository } from './recording.repository.js';

const everyMs = 10 * 60_000;
const sweepAgainMs = 60_000;
/** Longer than any answer: a page that is still recording, or about to complete, has not forgotten anything. */
const forgottenAfterMs = 15 * 60_000;
const mostLogged = 50;

export interface UploadSweepResult {
  /** Full uploads, or ones that were about to be acknowledged, whose take the applicant can still complete. */
  uncompleted: string[];
  /** Held for a take that can no longer be completed: the edge's own sweep may remove them now. */
  released: string[];
  /** Copies of segments that lie in storage already. */
  removed: string[];
}

/**
 * Looks in the spool for what nobody came back for. The edge's sweep knows the age of an upload, this one knows its take:
 * what was never acknowledged is left alone as long as the applicant can still complete it, and let go afterwards; what was
 * acknowledged is held until it is in storage. Every worker may run it, also several at once.
 */
@Injectable()
export class UploadSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Recurring;
  private readonly uncompleted;

  constructor(
    private readonly spool: SpoolFolder,
    private readonly recordings: RecordingRepository,
    private readonly interviews: InterviewRepository,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) metrics: Metrics,
  ) {
    this.uncompleted = metrics.gauge('uploads_uncompleted', 'Full uploads whose take nobody completed.', []);
    this.rounds = new Recurring({
      run: async () => {
        await this.sweep();
        return everyMs;
      },
      onError: (error) => {
        logger.warn({ err: error }, 'The spool could not be swept; it is tried again.');
        return sweepAgainMs;
      },
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.roles.includes('worker')) this.rounds.wakeIn(0);
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.close();
  }

  async sweep(): Promise<UploadSweepResult> {
    const result: UploadSweepResult = { uncompleted: [], released: [], removed: [] };
    for (const uploadId of await this.spool.uploadIds()) {
      const upload = await this.spool.findInfo(uploadId);
      if (upload) await this.look(upload, result);
    }
    this.uncompleted.set(result.uncompleted.length);
    const { uncompleted, released, removed } = result;
    if (uncompleted.length > 0) {
      const uploads = uncompleted.slice(0, mostLogged);
      this.logger.warn({ uploads, count: uncompleted.length }, 'Uploads are full, and nobody completed their takes.');
    }
    if (released.length + removed.length > 0) this.logger.info({ released, removed }, 'Let go of uploads.');
    return result;
  }

  private async look(upload: SpooledUpload, result: UploadSweepResult): Promise<void> {
    const { uploadId } = upload;
    const segment = await this.recordings.segmentOfUpload(uploadId);
    if (segment?.objectKey) {
      await this.spool.remove(uploadId);
      result.removed.push(uploadId);
      return;
    }
    const isHeld = await this.spool.isHeld(uploadId);
    if (segment) {
      // Acknowledged: its bytes are ours, whoever let go of them.
      if (!isHeld) await this.spool.hold(uploadId);
      return;
    }
    if (!isHeld && !(await this.isFull(upload))) return;
    if (this.clock.now().getTime() - Date.parse(upload.createdAt) < forgottenAfterMs) return;
    if (await this.canBeCompleted(upload.takeId)) {
      result.uncompleted.push(uploadId);
    } else if (isHeld && !(await this.recordings.segmentOfUpload(uploadId))) {
      // Asked again, because it may have been acknowledged since.
      await this.spool.release(uploadId);
      result.released.push(uploadId);
    }
  }

  private async isFull({ uploadId, lengthBytes }: SpooledUpload): Promise<boolean> {
    return lengthBytes !== null && (await this.spool.receivedBytes(uploadId)) === lengthBytes;
  }

  private async canBeCompleted(takeId: string): Promise<boolean> {
    const take = await this.recordings.findTake(takeId);
    if (take?.state !== 'open') return false;
    const interview = await this.interviews.find(take.interviewId);
    if (!interview || !answerableStates.includes(interview.state)) return false;
    return this.clock.now() < interview.deadlineAt;
  }
}
