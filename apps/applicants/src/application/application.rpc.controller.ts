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
  type DecideInput,
  decide,
  getApplication,
  listApplications,
  type OpeningApplicationsQuery,
  type StaffApplication,
} from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { reviewState } from '@guildhall/messages/interviews';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { OpeningAccess } from '../opening/opening-access.js';
import type { ApplicationEntity } from './application.entity.js';
import { applicationNotFound, decisionNeedsReview } from './application.errors.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { applicationPage } from './application-page.js';
import { staffApplicationView } from './application-view.js';
import { DecisionService } from './decision.service.js';

@Controller()
export class ApplicationRpcController {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationRepository,
    private readonly service: ApplicationService,
    private readonly decisions: DecisionService,
    private readonly access: OpeningAccess,
    private readonly reads: ReadLog,
    private readonly rpc: RpcClient,
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
    const application = await this.requireForStaff(applicationId, context);
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

  @HandleRpc(decide)
  async decide(input: DecideInput, context: CallContext): Promise<StaffApplication> {
    await this.requireForStaff(input.applicationId, context);
    await this.requireLook(input.applicationId, context);
    return await runOnce(this.database, context, async (tx) => {
      const application = await this.applications.lock(tx, input.applicationId);
      if (!application) throw applicationNotFound();
      await this.decisions.decide(tx, application, input, context);
      const decided = (await this.applications.find(input.applicationId, tx))!;
      return staffApplicationView(decided, await this.applications.decisionsOf(input.applicationId, tx));
    });
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
      .map(({ id, personId, stage }) => ({ applicationId: id, personId, stage }));
    return { applicants };
  }

  private async requireForStaff(applicationId: string, context: CallContext): Promise<ApplicationEntity> {
    const application = await this.applications.find(applicationId);
    const isListed = application && application.stage !== 'unverified' && application.stage !== 'expired';
    if (!isListed || !(await this.access.allows(application.openingId, context))) throw applicationNotFound();
    return application;
  }

  /** A result that asks for it has to be looked at by the very person who decides. */
  private async requireLook(applicationId: string, context: CallContext): Promise<void> {
    if (context.actor.kind !== 'staff') return;
    const staffId = context.actor.id;
    const { reviewRequired, lookedAt } = await this.rpc.call(reviewState, { applicationId, staffId }, { context });
    if (reviewRequired && !lookedAt) throw decisionNeedsReview(applicationId);
  }
}
