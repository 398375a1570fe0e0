import type { PlanPreview, PreviewAnswer } from '@guildhall/messages/interviews';
import { scoreWithBaseline } from '../scoring/baseline-scoring.js';
import { flagInstructions } from '../scoring/injection/flag-instructions.js';
import { criterionView } from '../scoring/scorecard-view.js';
import { writtenSegments } from '../scoring/transcript.js';
import type { PlanDocument } from './plan-document.js';
import { publishingErrors } from './publishing-checks.js';

/**
 * What the offline engine makes of sample answers, as written ones: for whoever writes a plan to see which sentences count.
 * @param answers to questions of the plan, each once
 */
export function previewOf(planVersionId: string, plan: PlanDocument, answers: readonly PreviewAnswer[]): PlanPreview {
  const brokenRules = publishingErrors(plan);
  const nothing = { planVersionId, brokenRules, engine: 'baseline', holdReasons: [], total: null, criteria: [] };
  // What points nowhere cannot be read by.
  if (brokenRules.length > 0) return nothing;
  const draft = scoreWithBaseline({
    plan,
    answers: answers.map(({ questionId, text }) =>
      flagInstructions({
        ...{ question: questionId, kind: 'written' as const, language: plan.language, speechSeconds: null },
        segments: writtenSegments(text),
      }),
    ),
  });
  const { outcome, figures } = draft;
  const placeOf = (id: string) => plan.criteria.findIndex((criterion) => criterion.id === id);
  return {
    ...nothing,
    engine: `${draft.engine.name} ${draft.engine.version}`,
    holdReasons: outcome.kind === 'held_out' ? [...outcome.holdReasons] : [],
    total: figures?.total ?? null,
    criteria: draft.criteria
      .map((score) => criterionView(score, draft, plan, outcome.kind))
      .sort((one, other) => placeOf(one.criterion) - placeOf(other.criterion)),
  };
}
