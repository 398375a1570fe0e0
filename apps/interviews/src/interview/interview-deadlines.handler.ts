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
import { InterviewRepository } from './interview.repository.js';
import { InterviewService } from './interview.service.js';
import { InterviewProgress } from './interview-progress.js';
import { SubmissionService } from './submission.service.js';

/** What time alone does to an interview. */
@Injectable()
export class InterviewDeadlines {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly service: InterviewService,
    private readonly submissions: SubmissionService,
    private readonly progress: InterviewProgress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(expireInterview)
  async expire({ interviewId }: InterviewJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const interview = await this.interviews.lock(tx, interviewId);
      if (interview && (await this.submissions.submitReopened(tx, interview, run.context))) return;
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
