import { levels } from '../../apps/interviews/src/plan/level-rule.js';
import type { PlanDocument } from '../../apps/interviews/src/plan/plan-document.js';
import { criterionScore, isIndicatorMet } from '../../apps/interviews/src/scoring/criterion-score.js';
import type { EvidencedVote, VotedIndicator } from '../../apps/interviews/src/scoring/judged-verdicts.js';
import { toNumber } from '../../apps/interviews/src/scoring/rational.js';
import type { ScorecardCriterion, ScorecardDraft, TotalFigures } from '../../apps/interviews/src/scoring/scorecard.js';
import { intervalOf, standardError } from '../../apps/interviews/src/scoring/spread.js';
import { formatTotal, totalBp } from '../../apps/interviews/src/scoring/total.js';
import type { Verdict } from '../../apps/interviews/src/scoring/votes.js';
import { type Difference, scoreDifferences } from './score-differences.js';

/**
 * What can still be computed where the words are gone: from the stored counts of votes to what is met, the levels with their
 * probabilities, total, error and interval. Which pass voted how is not stored, so the agreement of passes cannot be.
 */
export function differencesFromVotes(plan: PlanDocument, draft: ScorecardDraft): Difference[] {
  if (draft.gate.length > 0) return [];
  const unknown = unknownParts(plan, draft);
  if (unknown.length > 0) return unknown;
  const criteria = draft.criteria.map((stored) => criterionFromVotes(plan, stored, draft));
  const figures = figuresOf(plan, criteria);
  const isRanked = draft.outcome.kind === 'ranked';
  const recomputed: ScorecardDraft = {
    ...draft,
    criteria: criteria.map(({ view }) => view),
    figures: isRanked ? figures : null,
    withheldFigures: isRanked ? null : figures,
  };
  return scoreDifferences(draft, recomputed);
}

/** A result that names what its plan has not was not made by it. */
function unknownParts(plan: PlanDocument, { criteria }: ScorecardDraft): Difference[] {
  const known = new Set([...plan.criteria, ...plan.indicators].map(({ id }) => id));
  const named = criteria.flatMap(({ criterion, indicators }) => [
    criterion,
    ...indicators.map((each) => each.indicator),
  ]);
  return named
    .filter((id) => !known.has(id))
    .map((id) => ({ part: 'criteria', stored: id, recomputed: 'nothing: the plan has no such part' }));
}

function criterionFromVotes(plan: PlanDocument, stored: ScorecardCriterion, draft: ScorecardDraft) {
  const criterion = plan.criteria.find(({ id }) => id === stored.criterion)!;
  const voted = stored.indicators.map(({ indicator: id, votes }): VotedIndicator => {
    const indicator = plan.indicators.find((each) => each.id === id)!;
    const asked = indicator.questions.filter((question) => !draft.unansweredQuestions.includes(question));
    const answers = votes.map(({ question, yes, no, unclear }) => ({
      question,
      votes: [...castVotes('yes', yes), ...castVotes('no', no), ...castVotes('unclear', unclear)],
    }));
    return { indicator, answers, complete: answers.length === asked.length };
  });
  const score = criterionScore(criterion, voted, plan, draft.passes);
  const { level, distribution } = score;
  const view: ScorecardCriterion = {
    ...stored,
    weightBp: criterion.weightBp,
    level,
    levelProbabilities: distribution && levels.map((each) => Math.round(toNumber(distribution[each]) * 1e6) / 1e6),
    indicators: stored.indicators.map((indicator, at) => ({ ...indicator, met: isIndicatorMet(voted[at]!) })),
  };
  return { view, score };
}

function castVotes(verdict: Verdict, count: number): EvidencedVote[] {
  const vote = { verdict, claimed: verdict, quote: null, refusal: null, outside: null, supported: true };
  return Array.from({ length: count }, () => vote);
}

/** Rounded as results are: bounds from the unrounded error to two places, the error to four. */
function figuresOf(
  plan: PlanDocument,
  criteria: readonly ReturnType<typeof criterionFromVotes>[],
): TotalFigures | null {
  const bp = totalBp(criteria.map(({ view }) => view));
  if (bp === null) return null;
  const se = standardError(
    criteria.map(({ score }) => ({ weightBp: score.criterion.weightBp, distribution: score.distribution! })),
  );
  const { low, high } = intervalOf(bp / 10_000, se, plan.interval.z);
  const bound = (value: number) => (Math.round(value * 100) / 100).toFixed(2);
  const interval = { low: bound(low), high: bound(high), level: plan.interval.level };
  return { totalBp: bp, total: formatTotal(bp), se: Math.round(se * 10_000) / 10_000, interval };
}
