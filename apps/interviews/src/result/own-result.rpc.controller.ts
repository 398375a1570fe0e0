import { AppError } from '@guildhall/errors';
import { getMyApplication, type MyApplication } from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { type ApplicationResultRef, type OwnResult, readOwnResult } from '@guildhall/messages/interviews';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { ConsentRepository } from '../consent/consent.repository.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';
import { OwnResultRepository } from './own-result.repository.js';
import { comparedView } from './own-result-view.js';

/** What a decision rested on, for the person whom it is about, and nobody else. */
@Controller()
export class OwnResultRpcController {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly results: OwnResultRepository,
    private readonly consents: ConsentRepository,
    private readonly plans: PlanRepository,
    private readonly recordings: RecordingRepository,
    private readonly rpc: RpcClient,
  ) {}

  @HandleRpc(readOwnResult)
  async read({ applicationId }: ApplicationResultRef, context: CallContext): Promise<OwnResult> {
    const interview = await this.interviews.findByApplication(applicationId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    // Whether a person has decided is for `applicants` to say; before that nobody learns of a result.
    const decidedAt = decidedAtOf(await this.rpc.call(getMyApplication, { applicationId }, { context }));
    const scorecard = await this.counting(interview, decidedAt);
    const { id: interviewId, planVersionId } = interview;
    const told = { interviewId, planVersionId, decidedAt: decidedAt.toISOString() };
    const nothing = { engine: null, madeBy: null, comparedAt: null, criteria: [] };
    if (scorecard === null) return { ...told, ...nothing, basis: 'person' };
    if (scorecard.outcome === 'held_out') return { ...told, ...nothing, basis: 'unclear' };
    const { document: plan } = await this.plans.requireVersion(planVersionId);
    const answers = await this.recordings.answersOf(interviewId);
    const compared = comparedView({ draft: scorecard.draft, plan, answers });
    return { ...told, ...compared, basis: 'compared', comparedAt: scorecard.createdAt.toISOString() };
  }

  /** Null where there was none, or where the applicant wanted a person instead before the decision. */
  private async counting(interview: InterviewEntity, decidedAt: Date): Promise<ScorecardEntity | null> {
    const scorecard = await this.results.resultAt(interview.applicationId, decidedAt);
    if (scorecard === null || interview.path === 'ai') return scorecard;
    // A consent that was taken back later, as with every deletion, changes nothing of what was decided on.
    const consent = await this.consents.latest(interview.id);
    const wasTakenBackLater = consent?.withdrawnAt != null && consent.withdrawnAt >= decidedAt;
    return wasTakenBackLater ? scorecard : null;
  }
}

/** Of the decision that ended the wait; a hold is none. */
function decidedAtOf({ id, stage, decisions }: MyApplication): Date {
  const decision = decisions.find(({ kind }) => kind !== 'hold');
  if (decision) return new Date(decision.decidedAt);
  const next = 'how it was decided is told once a person has advanced or not selected it.';
  throw new AppError('application_wrong_stage', `Application ${id} is ${stage}: ${next}`);
}
