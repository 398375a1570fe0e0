import type { PlanDocument } from '../plan/plan-document.js';
import type { CriterionScore } from './criterion-score.js';
import type { Outcome, ReviewReason } from './outcome.js';
import type { TotalFigures } from './scorecard.js';

/** What the first model's own passes say against its verdicts on a criterion. */
const doubts = ['passes_disagree', 'majority_unclear', 'rejected_quote_decisive'] as const satisfies ReviewReason[];

/** Why the second model judges a criterion, in this order. The last two are its passes' agreement, and where the total lies. */
export type SecondStageReason = (typeof doubts)[number] | 'agreement_not_high' | 'near_review_line';

/** What the first stage came to: all that decides whether, and of what, the second model is asked. */
export interface FirstStageResult {
  plan: Pick<PlanDocument, 'reviewLines'>;
  outcome: Outcome;
  figures: TotalFigures | null;
  scores: readonly CriterionScore[];
}

/**
 * Criteria that the larger model judges anew, each with its reasons: those on which the first did not agree with itself, and
 * all of them where the total lies within half its error of a review line. Nothing is judged anew where the result is held
 * out: no second opinion may release it.
 *
 * Edges of bands are no reason. They are made of who else applied and when, so the same answers would be judged by another
 * model on another day, and the record alone could not say by which.
 */
export function criteriaForSecondStage(first: FirstStageResult): Map<string, readonly SecondStageReason[]> {
  const { outcome, scores } = first;
  if (outcome.kind === 'held_out') return new Map();
  const isNear = isNearReviewLine(first);
  const reasons = scores.map(({ criterion, confidence, reviews }): [string, SecondStageReason[]] => [
    criterion.id,
    [
      ...doubts.filter((doubt) => reviews.includes(doubt)),
      ...(confidence.label === 'high' ? [] : (['agreement_not_high'] as const)),
      ...(isNear ? (['near_review_line'] as const) : []),
    ],
  ]);
  return new Map(reasons.filter(([, own]) => own.length > 0));
}

/** Decided from the stored error, as ties are, so that whoever reads the figures can repeat it. */
function isNearReviewLine({ figures, plan }: FirstStageResult): boolean {
  if (figures === null) return false;
  const reachBp = (figures.se * 10_000) / 2;
  return plan.reviewLines.some((line) => Math.abs(figures.totalBp - line * 10_000) <= reachBp);
}
