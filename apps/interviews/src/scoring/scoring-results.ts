import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { scoreNeedsReview, scoreReady } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { codeVersion } from '../code-version.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { sha256 } from '../model-client/sha256.js';
import { rankOpening } from '../ranking/rank-opening.job.js';
import { canonicalJson } from './canonical-json.js';
import { HeldOutInterviews } from './held-out.js';
import type { ScorecardEntity } from './scorecard.entity.js';
import { ScorecardRepository } from './scorecard.repository.js';
import { type InterviewToScore, SCORING_ENGINE, type ScoredInterview, type ScoringEngine } from './scoring-engine.js';

/** Keeps results with everything they were made from, and lets them take their place: in the ranks, or apart from them. */
@Injectable()
export class ScoringResults {
  constructor(
    private readonly scorecards: ScorecardRepository,
    private readonly interviews: InterviewRepository,
    private readonly heldOut: HeldOutInterviews,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
    @Inject(SCORING_ENGINE) private readonly engine: ScoringEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What was made before from exactly the same: an interview that was submitted again unchanged is not judged again. */
  async earlier(toScore: InterviewToScore): Promise<ScorecardEntity | null> {
    return await this.scorecards.findByInput(this.inputSha256(toScore));
  }

  async keep(
    tx: Tx,
    interview: InterviewEntity,
    toScore: InterviewToScore,
    scored: ScoredInterview,
  ): Promise<ScorecardEntity> {
    const scorecard = this.scorecardOf(interview, toScore, scored);
    await this.scorecards.insert(tx, scorecard);
    return scorecard;
  }

  /** For an interview that is being scored, under its lock. */
  async settle(tx: Tx, interview: InterviewEntity, scorecard: ScorecardEntity, context: CallContext): Promise<void> {
    const at = this.clock.now();
    const { draft } = scorecard;
    const fact = { scorecardId: scorecard.id, engine: draft.engine.name };
    if (draft.outcome.kind === 'held_out') {
      const holdReason = await this.heldOut.hold(tx, interview, draft.outcome, draft, context, at);
      await this.facts.publish(tx, scoreNeedsReview, interview, { ...fact, holdReason }, context, at);
      return;
    }
    await this.interviews.move(tx, interview.id, 'score');
    await this.facts.publish(tx, scoreReady, interview, { ...fact, holdReason: null }, context, at);
    if (scorecard.reviewRequired) {
      await this.facts.publish(tx, scoreNeedsReview, interview, { ...fact, holdReason: null }, context, at);
    }
    await this.jobs.enqueue(tx, rankOpening, { openingId: interview.openingId }, { context });
  }

  private inputSha256(toScore: InterviewToScore): string {
    const { interviewId: interview, purpose, seed, isSampled, planSha256 } = toScore;
    const { mediaSha256, transcriptSha256, correctedSha256 } = toScore;
    const { name, version, settings } = this.engine;
    const hashes = { planSha256, mediaSha256, transcriptSha256, ...(isCorrected(toScore) && { correctedSha256 }) };
    const input = { interview, purpose, seed, isSampled, ...hashes, name, version, settings };
    return sha256(canonicalJson(input));
  }

  private scorecardOf(interview: InterviewEntity, toScore: InterviewToScore, scored: ScoredInterview): ScorecardEntity {
    const { draft, modelCallIds, costMicroUsd } = scored;
    const { purpose, seed, planSha256, mediaSha256, transcriptSha256, correctedSha256 } = toScore;
    const { name, version, settings } = this.engine;
    return {
      id: newId('scr'),
      interviewId: interview.id,
      applicationId: interview.applicationId,
      openingId: interview.openingId,
      inputSha256: this.inputSha256(toScore),
      purpose,
      outcome: draft.outcome.kind,
      totalBp: draft.figures?.totalBp ?? null,
      standardError: draft.figures?.se ?? null,
      reviewRequired: draft.outcome.kind === 'ranked' && draft.outcome.reviewReasons.length > 0,
      draft,
      record: {
        media: { ...mediaSha256 },
        transcripts: { ...transcriptSha256 },
        ...(isCorrected(toScore) && { corrected: { ...correctedSha256 } }),
        plan: planSha256,
        engine: { name, version, settings },
        seed,
        modelCallIds,
        costMicroUsd,
        codeVersion,
      },
      createdAt: this.clock.now(),
    };
  }
}

/** Where nothing was corrected the field is absent, so that such a result keeps the input hash that it always had. */
function isCorrected({ correctedSha256 }: InterviewToScore): boolean {
  return Object.keys(correctedSha256).length > 0;
}
