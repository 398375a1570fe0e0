import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import {
  closeTranscriptCheck,
  expireInterview,
  type InterviewJobPayload,
  remindOfInterview,
} from './interview.jobs.js';
import { InterviewService } from './interview.service.js';
import { InterviewProgress } from './interview-progress.js';

/** What time alone does to an interview. */
@Injectable()
export class InterviewDeadlines {
  constructor(
    private readonly database: Database,
    private readonly service: InterviewService,
    private readonly progress: InterviewProgress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(expireInterview)
  async expire({ interviewId }: InterviewJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.service.expire(tx, interviewId, run.context);
    });
  }

  @HandleJob(remindOfInterview)
  async remind({ interviewId }: InterviewJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.service.remind(tx, interviewId, run.context);
    });
  }

  @HandleJob(closeTranscriptCheck)
  async closeTranscriptCheck({ interviewId }: InterviewJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.progress.closeTranscriptCheck(tx, interviewId, run.context, this.clock.now());
    });
  }
}
