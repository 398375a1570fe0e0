import type { Level } from '../../../apps/interviews/src/plan/level-rule.js';
import type { PlanDocument } from '../../../apps/interviews/src/plan/plan-document.js';
import { type StoredOutline, scorecardOutline } from '../../../apps/interviews/src/ranking/scorecard-outline.js';
import { scorecardSummary } from '../../../apps/interviews/src/ranking/scorecard-summary.js';
import type {
  ScorecardCriterion,
  ScorecardDraft,
  ScorecardEvidence,
} from '../../../apps/interviews/src/scoring/scorecard.js';
import { formatTotal } from '../../../apps/interviews/src/scoring/total.js';

/** A result that many people share, with what is kept beside it. */
export interface SampleResult {
  draft: ScorecardDraft;
  totalBp: number;
  levels: Record<string, number>;
  variances: Record<string, number>;
  outline: StoredOutline;
}

/** One result for each set of levels in the plan's criteria, as large as those that an engine makes. */
export function sampleResults(plan: PlanDocument): SampleResult[] {
  return combinations(plan.criteria.length).map((levels) => {
    const criteria = plan.criteria.map(({ id, weightBp }, index) => criterionOf(plan, id, weightBp, levels[index]!));
    const totalBp = criteria.reduce((sum, { weightBp, level }) => sum + weightBp * level!, 0);
    const total = formatTotal(totalBp);
    const draft: ScorecardDraft = {
      engine: { kind: 'model', name: 'a-model', version: '2026-01-01' },
      passes: 3,
      outcome: { kind: 'ranked', reviewReasons: totalBp > 40_000 ? [] : ['confidence_low'] },
      figures: { totalBp, total, se: 0.5, interval: { low: total, high: total, level: plan.interval.level } },
      withheldFigures: null,
      criteria,
      evidence: plan.criteria.flatMap(({ id }, index) => evidenceOf(plan, id, levels[index]!)),
      unansweredQuestions: [],
      gate: [],
      answers: [],
    };
    return { draft, totalBp, ...scorecardSummary(draft), outline: scorecardOutline(draft) };
  });
}

function combinations(length: number): Level[][] {
  if (length === 0) return [[]];
  return combinations(length - 1).flatMap((rest) => ([1, 2, 3, 4, 5] as const).map((level) => [...rest, level]));
}

function criterionOf(plan: PlanDocument, id: string, weightBp: number, level: Level): ScorecardCriterion {
  const indicators = plan.indicators.filter(({ criterion }) => criterion === id);
  return {
    criterion: id,
    weightBp,
    level,
    passLevels: [level, level, level],
    confidence: { kappa: 0.9, label: 'high' },
    baseline: null,
    levelProbabilities: [1, 2, 3, 4, 5].map((each) => (each === level ? 0.6 : 0.1)),
    indicators: indicators.map(({ id: indicator, polarity }) => ({
      ...{ indicator, polarity, met: true },
      votes: [{ question: 'q1', yes: 3, no: 0, unclear: 0, passes: 3 }],
      refusedQuotes: [],
    })),
  };
}

function evidenceOf(plan: PlanDocument, id: string, level: Level): ScorecardEvidence[] {
  const positives = plan.indicators.filter(({ criterion, polarity }) => criterion === id && polarity === 'positive');
  return positives.slice(0, level - 1).map(({ id: indicator, polarity, text }, index) => ({
    ...{ criterion: id, indicator, polarity, question: 'q1', quote: text },
    ...{ startSeconds: 10 * index, endSeconds: 10 * index + 6 },
    votes: { yes: 3, no: 0, unclear: 0, passes: 3 },
  }));
}
