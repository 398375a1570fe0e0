import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  interviewInsufficientData,
  type StoredProblem,
  scoreNeedsReview,
  scoreReady,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { codeVersion } from '../code-version.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { sha256 } from '../model-client/sha256.js';
import { rankOpening } from '../ranking/rank-opening.job.js';
import { canonicalJson } from './canonical-json.js';
import { type HoldReason, holdReasonWords, type Outcome } from './outcome.js';
import type { ScorecardEntity } from './scorecard.entity.js';
import { ScorecardRepository } from './scorecard.repository.js';
import { type InterviewToScore, SCORING_ENGINE, type ScoredInterview, type ScoringEngine } from './scoring-engine.js';

type HeldOut = Extract<Outcome, { kind: 'held_out' }>;

/** Keeps a result with everything it was made from, and lets it take its place: in the ranks, or apart from them. */
@Injectable()
export class ScoringResults {
  constructor(
    private readonly scorecards: ScorecardRepository,
    private readonly interviews: InterviewRepository,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
    @Inject(SCORING_ENGINE) private readonly engine: ScoringEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async keep(
    tx: Tx,
    interview: InterviewEntity,
    toScore: InterviewToScore,
    scored: ScoredInterview,
    context: CallContext,
  ): Promise<void> {
    const scorecard = this.scorecardOf(interview, toScore, scored);
    await this.scorecards.insert(tx, scorecard);
    const { outcome } = scored.draft;
    const fact = { scorecardId: scorecard.id, engine: scored.draft.engine.name };
    if (outcome.kind === 'held_out') {
      const problem = problemOf(outcome);
      await this.holdOut(tx, interview, outcome, problem, context);
      const at = this.clock.now();
      await this.facts.publish(tx, scoreNeedsReview, interview, { ...fact, holdReason: problem.code }, context, at);
      return;
    }
    await this.interviews.move(tx, interview.id, 'score');
    const at = this.clock.now();
    await this.facts.publish(tx, scoreReady, interview, { ...fact, holdReason: null }, context, at);
    if (scorecard.reviewRequired) {
      await this.facts.publish(tx, scoreNeedsReview, interview, { ...fact, holdReason: null }, context, at);
    }
    await this.jobs.enqueue(tx, rankOpening, { openingId: interview.openingId }, { context });
  }

  private async holdOut(
    tx: Tx,
    interview: InterviewEntity,
    outcome: HeldOut,
    problem: StoredProblem,
    context: CallContext,
  ): Promise<void> {
    if (outcome.status === 'needs_human') {
      await this.interviews.move(tx, interview.id, 'handToPerson', { problem });
      return;
    }
    await this.interviews.move(tx, interview.id, 'findInsufficient', { problem });
    const at = this.clock.now();
    await this.facts.publish(tx, interviewInsufficientData, interview, { reason: problem.code }, context, at);
  }

  private scorecardOf(interview: InterviewEntity, toScore: InterviewToScore, scored: ScoredInterview): ScorecardEntity {
    const { draft, modelCallIds, costMicroUsd } = scored;
    const { purpose, seed, planSha256, mediaSha256, transcriptSha256 } = toScore;
    const { name, version, settings } = this.engine;
    const input = {
      interview: interview.id,
      purpose,
      seed,
      planSha256,
      mediaSha256,
      transcriptSha256,
      name,
      version,
      settings,
    };
    return {
      id: newId('scr'),
      interviewId: interview.id,
      applicationId: interview.applicationId,
      openingId: interview.openingId,
      inputSha256: sha256(canonicalJson(input)),
      purpose,
      outcome: draft.outcome.kind,
      totalBp: draft.figures?.totalBp ?? null,
      standardError: draft.figures?.se ?? null,
      reviewRequired: draft.outcome.kind === 'ranked' && draft.outcome.reviewReasons.length > 0,
      draft,
      record: {
        media: { ...mediaSha256 },
        transcripts: { ...transcriptSha256 },
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

/** The most telling reason, in the form in which it is kept with the interview. */
function problemOf(outcome: HeldOut): StoredProblem {
  const code: HoldReason = outcome.holdReasons[0]!;
  const words = code.replaceAll('_', ' ');
  return { code, title: words[0]!.toUpperCase() + words.slice(1), detail: holdReasonWords[code] };
}
