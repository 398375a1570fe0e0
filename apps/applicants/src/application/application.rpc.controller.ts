import { ReadLog } from '@guildhall/audit';
import { Database, runOnce } from '@guildhall/database';
import {
  type ApplicantsOf,
  type ApplicantsOfInput,
  type ApplicationPage,
  type ApplicationReceived,
  type ApplicationRef,
  type ApplyInput,
  applicantsOf,
  apply,
  getApplication,
  listApplications,
  type OpeningApplicationsQuery,
  type StaffApplication,
} from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { OpeningAccess } from '../opening/opening-access.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { ApplicationAccess } from './application-access.js';
import { applicationPage } from './application-page.js';
import { staffApplicationView } from './application-view.js';

@Controller()
export class ApplicationRpcController {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationRepository,
    private readonly service: ApplicationService,
    private readonly ofStaff: ApplicationAccess,
    private readonly access: OpeningAccess,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(apply)
  async apply(input: ApplyInput, context: CallContext): Promise<ApplicationReceived> {
    return await runOnce(this.database, context, async (tx) => {
      await this.service.apply(tx, input, context);
      return { status: 'check_your_mail' as const };
    });
  }

  @HandleRpc(getApplication)
  async get({ applicationId }: ApplicationRef, context: CallContext): Promise<StaffApplication> {
    const application = await this.ofStaff.require(applicationId, context);
    const view = staffApplicationView(application, await this.applications.decisionsOf(applicationId));
    await this.reads.note('application.read', applicationId, context);
    return view;
  }

  @HandleRpc(listApplications)
  async list(input: OpeningApplicationsQuery, context: CallContext): Promise<ApplicationPage> {
    await this.access.require(input.openingId, context);
    const shown = await applicationPage(input, (limit, before) =>
      this.applications.listOfOpening(input.openingId, limit, before, input.stage),
    );
    const applicationIds = shown.data.map(({ id }) => id);
    await this.reads.note('applications.read', input.openingId, context, { applicationIds });
    return shown;
  }

  /** Applications of openings that the caller is not on are left out. */
  @HandleRpc(applicantsOf)
  async applicantsOf({ applicationIds }: ApplicantsOfInput, context: CallContext): Promise<ApplicantsOf> {
    const found = await this.applications.findAll(applicationIds);
    const openingIds = [...new Set(found.map(({ openingId }) => openingId))];
    const allowed = new Map<string, boolean>();
    for (const openingId of openingIds) allowed.set(openingId, await this.access.allows(openingId, context));
    const applicants = found
      .filter(({ openingId }) => allowed.get(openingId))
      .map(({ id, personId, stage, decisionDueAt }) => ({
        ...{ applicationId: id, personId, stage, decisionDueAt: decisionDueAt?.toISOString() ?? null },
      }));
    return { applicants };
  }
}
