import type { CriterionResult, Evidence, Scorecard } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { InterviewRepository } from '../interview/interview.repository.js';
import { PlanRepository } from '../plan/plan.repository.js';
import type { PlanDocument } from '../plan/plan-document.js';
import type { ScorecardEntity } from './scorecard.entity.js';
import type { ScorecardCriterion, ScorecardDraft, ScorecardEvidence } from './scorecard.js';

/** A result as staff see it: every level with its anchor's text, its quotes and where to hear them. */
@Injectable()
export class ScorecardViews {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly plans: PlanRepository,
  ) {}

  async of(scorecard: ScorecardEntity, manager?: EntityManager): Promise<Scorecard> {
    return (await this.ofAll([scorecard], manager)).get(scorecard.id)!;
  }

  /** By the scorecard's id. The plans of a page are read once each: an opening has one or two. */
  async ofAll(scorecards: ScorecardEntity[], manager?: EntityManager): Promise<Map<string, Scorecard>> {
    const versionOf = await this.interviews.planVersionsOf(
      scorecards.map(({ interviewId }) => interviewId),
      manager,
    );
    const plans = new Map<string, PlanDocument>();
    for (const id of new Set(versionOf.values()))
      plans.set(id, (await this.plans.requireVersion(id, manager)).document);
    return new Map(
      scorecards.map((scorecard) => [
        scorecard.id,
        scorecardView(scorecard, plans.get(versionOf.get(scorecard.interviewId)!)!),
      ]),
    );
  }
}

function scorecardView(scorecard: ScorecardEntity, document: PlanDocument): Scorecard {
  const { draft } = scorecard;
  const { outcome, figures } = draft;
  return {
    id: scorecard.id,
    applicationId: scorecard.applicationId,
    interviewId: scorecard.interviewId,
    engine: draft.engine.kind === 'baseline' ? 'baseline' : 'model',
    model: `${draft.engine.name} ${draft.engine.version}`.trim(),
    outcome: scorecard.outcome,
    reviewReasons: outcome.kind === 'ranked' ? [...outcome.reviewReasons] : [],
    holdReasons: outcome.kind === 'held_out' ? [...outcome.holdReasons] : [],
    total: figures?.total ?? null,
    standardError: figures?.se.toFixed(4) ?? null,
    interval: figures?.interval ?? null,
    criteria: draft.criteria.map((criterion) => criterionView(criterion, draft, document, scorecard.outcome)),
    unansweredQuestions: [...draft.unansweredQuestions],
    createdAt: scorecard.createdAt.toISOString(),
  };
}

/** One criterion of a result, with its anchor and what was said for it. */
export function criterionView(
  score: ScorecardCriterion,
  { evidence, outsideRecording = [] }: ScorecardDraft,
  plan: PlanDocument,
  outcome: 'ranked' | 'held_out',
): CriterionResult {
  const criterion = plan.criteria.find(({ id }) => id === score.criterion);
  // The level of a result that is held out is nobody's to see: it would be taken for a score.
  const level = outcome === 'ranked' ? score.level : null;
  return {
    criterion: score.criterion,
    title: criterion?.title ?? score.criterion,
    level,
    anchor: level === null ? null : (criterion?.anchors[level] ?? null),
    word: outcome === 'ranked' ? (score.baseline?.word ?? null) : null,
    confidence: score.confidence.label,
    evidence: evidence.filter((entry) => entry.criterion === score.criterion).map(evidenceView),
    outsideRecording: outsideRecording.filter((entry) => entry.criterion === score.criterion).map(evidenceView),
  };
}

function evidenceView({
  criterion,
  indicator,
  quote,
  question,
  startSeconds,
  endSeconds,
}: ScorecardEvidence): Evidence {
  return { criterion, indicator, quote, question, startSeconds, endSeconds };
}
