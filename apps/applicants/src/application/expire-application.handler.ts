import { Database } from '@guildhall/database';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Injectable } from '@nestjs/common';
import { type ApplicationJobPayload, expireApplication } from './application.jobs.js';
import { ApplicationService } from './application.service.js';

@Injectable()
export class ExpireApplicationHandler {
  constructor(
    private readonly database: Database,
    private readonly service: ApplicationService,
  ) {}

  @HandleJob(expireApplication)
  async expire({ applicationId }: ApplicationJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.service.expire(tx, applicationId, run.context);
    });
  }
}
