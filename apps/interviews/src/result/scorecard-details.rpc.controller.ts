import { ReadLog } from '@guildhall/audit';
import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import { type ApplicationResultRef, getScorecardDetails, type ScorecardDetails } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { InterviewAccess } from '../interview/interview-access.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { FlaggedAnswers } from './flagged-answers.js';
import { criteriaDetails } from './scorecard-details.js';
import { ScorecardDetailsRepository } from './scorecard-details.repository.js';

/** What lies behind a result, for the recruiters on its opening. */
@Controller()
export class ScorecardDetailsRpcController {
  constructor(
    private readonly scorecards: ScorecardRepository,
    private readonly details: ScorecardDetailsRepository,
    private readonly plans: PlanRepository,
    private readonly flagged: FlaggedAnswers,
    private readonly access: InterviewAccess,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(getScorecardDetails)
  async read({ applicationId }: ApplicationResultRef, context: CallContext): Promise<ScorecardDetails> {
    const interview = await this.access.requireForStaff(applicationId, context);
    const scorecard = await this.scorecards.currentOf(applicationId);
    if (!scorecard) throw new AppError('not_found', `Application ${applicationId} has no result yet.`);
    await this.reads.note('scorecard.details_read', scorecard.id, context);
    const { document } = await this.plans.requireVersion(interview.planVersionId);
    return {
      scorecardId: scorecard.id,
      criteria: criteriaDetails(scorecard.draft, document),
      flagged: await this.flagged.of(interview.id),
      reviews: await this.details.reviewsOf(scorecard.id),
    };
  }
}
