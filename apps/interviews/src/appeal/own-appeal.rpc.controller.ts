import { Database, runOnce } from '@guildhall/database';
import { getMyApplication } from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type ApplicationResultRef,
  type FoundAppeal,
  findMyAppeal,
  type OpenAppealInput,
  type OwnAppeal,
  openAppeal,
} from '@guildhall/messages/interviews';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { InterviewsConfig } from '../interviews.config.js';
import { AppealRepository } from './appeal.repository.js';
import { AppealService } from './appeal.service.js';
import { ownAppealView } from './appeal-view.js';

/** Appeals for the applicant who asks. */
@Controller()
export class OwnAppealRpcController {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly appeals: AppealRepository,
    private readonly service: AppealService,
    private readonly rpc: RpcClient,
    private readonly config: InterviewsConfig,
  ) {}

  @HandleRpc(openAppeal)
  async open(input: OpenAppealInput, context: CallContext): Promise<OwnAppeal> {
    const { applicationId } = input;
    const { id } = await this.requireMine(applicationId, context);
    // What was decided, and by whom, is for `applicants` to say.
    const application = await this.rpc.call(getMyApplication, { applicationId }, { context });
    return await runOnce(this.database, context, async (tx) =>
      ownAppealView(await this.service.open(tx, id, input, application, context)),
    );
  }

  @HandleRpc(findMyAppeal)
  async find({ applicationId }: ApplicationResultRef, context: CallContext): Promise<FoundAppeal> {
    const { appealDays } = this.config;
    const interview = await this.interviews.findByApplication(applicationId);
    if (!interview || !isApplicantOf(interview, context)) return { appeal: null, appealDays };
    const appeal = await this.appeals.ofApplication(applicationId);
    return { appeal: appeal && ownAppealView(appeal), appealDays };
  }

  private async requireMine(applicationId: string, context: CallContext): Promise<InterviewEntity> {
    const interview = await this.interviews.findByApplication(applicationId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return interview;
  }
}
