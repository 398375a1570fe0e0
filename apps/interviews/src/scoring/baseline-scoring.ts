import type { PlanDocument } from '../plan/plan-document.js';
import {
  type AnswerReading,
  type BaselineReading,
  baselineEngine,
  baselineLanguages,
  readWithBaseline,
} from './baseline/baseline-engine.js';
import { deriveScorecard, gatedScorecard } from './derive-scorecard.js';
import { type AnswerForScoring, gateFailures } from './gates.js';
import type { JudgedPass } from './judged-verdicts.js';
import type { EngineLabel, ScorecardDraft } from './scorecard.js';

export interface BaselineScoringInput {
  plan: PlanDocument;
  /** The chosen answer of each answered question. */
  answers: readonly AnswerForScoring[];
  isSampled?: boolean;
  isAppeal?: boolean;
}

const label: EngineLabel = { kind: 'baseline', ...baselineEngine };

/**
 * Scores one interview without a model: gate, offline matcher, and the same derivation every engine goes through, its
 * quotes checked like anybody's. Deterministic. The result always asks for a person's look before a decision.
 */
export function scoreWithBaseline(input: BaselineScoringInput): ScorecardDraft {
  const { plan, answers } = input;
  const failures = gateFailures(plan, answers, baselineLanguages);
  if (failures.length > 0) return gatedScorecard(plan, answers, label, failures);
  const baseline = readWithBaseline(plan, answers);
  return deriveScorecard({ ...input, engine: label, passes: 1, judged: verdictsOf(plan, baseline), baseline });
}

/** The strict reading as the single pass of a judge. */
function verdictsOf(plan: PlanDocument, baseline: BaselineReading): JudgedPass[] {
  return baseline.answers.flatMap((answer) =>
    plan.criteria.map(({ id }) => ({
      question: answer.question,
      criterion: id,
      pass: 0,
      points: pointsOf(plan, id, answer),
    })),
  );
}

function pointsOf(plan: PlanDocument, criterion: string, answer: AnswerReading): JudgedPass['points'] {
  const own = new Set(plan.indicators.filter((entry) => entry.criterion === criterion).map(({ id }) => id));
  return answer.indicators
    .filter(({ indicator }) => own.has(indicator))
    .map(({ indicator, strict }) => ({
      indicator,
      verdict: strict ? ('yes' as const) : ('no' as const),
      quote: strict?.text ?? null,
    }));
}
