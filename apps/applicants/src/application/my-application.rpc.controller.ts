import { Database, runOnce } from '@guildhall/database';
import {
  type Application,
  type ApplicationPage,
  type ApplicationRef,
  getMyApplication,
  listMyApplications,
  type MyApplication,
  withdrawApplication,
} from '@guildhall/messages/applicants';
import type { CallContext, PageQuery } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { APPLICANTS_CONFIG, ApplicantsConfig } from '../applicants.config.js';
import { OfferRepository } from '../offer/offer.repository.js';
import { applicationNotFound } from './application.errors.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService, isApplicantOf } from './application.service.js';
import { applicationPage } from './application-page.js';
import { applicationView, myApplicationView } from './application-view.js';

/** Applications for the person who made them. */
@Controller()
export class MyApplicationRpcController {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationRepository,
    private readonly offers: OfferRepository,
    private readonly service: ApplicationService,
    @Inject(APPLICANTS_CONFIG) private readonly config: ApplicantsConfig,
  ) {}

  @HandleRpc(getMyApplication)
  async get({ applicationId }: ApplicationRef, context: CallContext): Promise<MyApplication> {
    const application = await this.applications.find(applicationId);
    if (!application || !isApplicantOf(application, context)) throw applicationNotFound();
    const decisions = await this.applications.decisionsOf(applicationId);
    const offer = await this.offers.newestOf(applicationId);
    return myApplicationView(application, decisions, offer, this.config.decisionDays);
  }

  @HandleRpc(listMyApplications)
  async list(input: PageQuery, { actor }: CallContext): Promise<ApplicationPage> {
    if (actor.kind !== 'applicant') return { data: [], nextCursor: null, hasMore: false };
    return await applicationPage(input, (limit, before) => this.applications.listOfPerson(actor.id, limit, before));
  }

  @HandleRpc(withdrawApplication)
  async withdraw({ applicationId }: ApplicationRef, context: CallContext): Promise<Application> {
    return await runOnce(this.database, context, async (tx) => {
      const application = await this.service.lockMine(tx, applicationId, context);
      await this.service.withdraw(tx, application, context);
      return applicationView((await this.applications.find(applicationId, tx))!);
    });
  }
}
