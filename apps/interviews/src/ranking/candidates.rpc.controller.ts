import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type ApplicationResultRef,
  type ReviewState,
  type ReviewStateInput,
  readScorecard,
  reviewState,
  type Scorecard,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { ScorecardViews } from '../scoring/scorecard-view.js';

/** One candidate's result in full, for the staff on the opening. */
@Controller()
export class CandidatesRpcController {
  constructor(
    private readonly database: Database,
    private readonly scorecards: ScorecardRepository,
    private readonly views: ScorecardViews,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Reading a result in full is what "looked at by a person" means; the reader is kept. */
  @HandleRpc(readScorecard)
  async readScorecard(input: ApplicationResultRef, context: CallContext): Promise<Scorecard> {
    const interview = await this.access.requireForStaff(input.applicationId, context);
    return await runOnce(this.database, context, async (tx) => {
      const scorecard = await this.scorecards.currentOf(interview.applicationId, tx);
      if (!scorecard) throw new AppError('not_found', `Application ${input.applicationId} has no result yet.`);
      const at = this.clock.now();
      if (context.actor.kind === 'staff') await this.scorecards.noteReading(tx, scorecard.id, context.actor.id, at);
      await this.facts.note(tx, 'scorecard.read', scorecard.id, context, at);
      return await this.views.of(scorecard, tx);
    });
  }

  @HandleRpc(reviewState)
  async reviewState(input: ReviewStateInput): Promise<ReviewState> {
    const scorecard = await this.scorecards.currentOf(input.applicationId);
    if (!scorecard) return { reviewRequired: false, lookedAt: false };
    const needsLook = scorecard.reviewRequired || scorecard.outcome === 'held_out';
    return { reviewRequired: needsLook, lookedAt: await this.scorecards.wasReadBy(scorecard.id, input.staffId) };
  }
}
