import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { applicationDecisionOverdue } from '@guildhall/messages/applicants';
import { Inject, Injectable } from '@nestjs/common';
import { OpeningRepository } from '../opening/opening.repository.js';
import { type OverdueDecisionPayload, tellOverdueDecision } from './application.jobs.js';
import { ApplicationRepository } from './application.repository.js';

const mostStaffTold = 100;

/** An applicant who waits past the promised date need not remind anybody: the staff on the opening are told by then. */
@Injectable()
export class TellOverdueDecisionHandler {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationRepository,
    private readonly openings: OpeningRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(tellOverdueDecision)
  async tell({ applicationId, dueAt }: OverdueDecisionPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const application = await this.applications.lock(tx, applicationId);
      // Decided, withdrawn, or put off to a date that another job looks after.
      if (application?.decisionDueAt?.toISOString() !== dueAt) return;
      const { openingId, personId } = application;
      const staff = await this.openings.staffOf([openingId], tx);
      const staffIds = staff.slice(0, mostStaffTold).map(({ staffId }) => staffId);
      const [at, { context }] = [this.clock.now(), run];
      const data = { applicationId, openingId, personId, dueAt, staffIds };
      const subject = `application/${applicationId}`;
      await this.events.append(tx, applicationDecisionOverdue, { subject, data, context, at });
      const record = { action: 'application.decision_overdue', subject: applicationId, actor: context.actor };
      await this.audit.record(tx, { ...record, details: { dueAt } }, at);
    });
  }
}
