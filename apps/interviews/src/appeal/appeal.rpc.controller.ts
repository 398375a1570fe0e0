import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type Appeal,
  type AppealOfApplication,
  type ApplicationResultRef,
  type ConcludeAppealInput,
  concludeAppeal,
  getAppeal,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewAccess, requireStaff } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { AppealRepository } from './appeal.repository.js';
import { AppealService } from './appeal.service.js';
import { appealView } from './appeal-view.js';
import { needsReview } from './is-comparable.js';

/** Appeals for the staff on the opening. */
@Controller()
export class AppealRpcController {
  constructor(
    private readonly database: Database,
    private readonly access: InterviewAccess,
    private readonly appeals: AppealRepository,
    private readonly service: AppealService,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(getAppeal)
  async get({ applicationId }: ApplicationResultRef, context: CallContext): Promise<AppealOfApplication> {
    const interview = await this.access.requireForStaff(applicationId, context);
    const staffId = requireStaff(context);
    return await this.database.transaction(async (tx) => {
      const appeal = await this.appeals.ofApplication(applicationId, tx);
      await this.facts.note(tx, 'appeal.read', applicationId, context, this.clock.now());
      if (!appeal) return { appeal: null };
      const isTold =
        appeal.state === 'concluded' ||
        !needsReview(appeal, interview) ||
        (await this.appeals.mayKnowReason(tx, appeal, staffId));
      return { appeal: appealView(appeal, isTold) };
    });
  }

  @HandleRpc(concludeAppeal)
  async conclude(input: ConcludeAppealInput, context: CallContext): Promise<Appeal> {
    const { id } = await this.access.requireForStaff(input.applicationId, context);
    return await runOnce(this.database, context, async (tx) =>
      appealView(await this.service.conclude(tx, id, input, requireStaff(context), context), true),
    );
  }
}
