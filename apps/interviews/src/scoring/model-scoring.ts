import type { ModelFailure, RejectionReason } from '../model-client/model-failure.js';
import type { PlanDocument, PlanIndicator } from '../plan/plan-document.js';
import { type BaselineReading, readWithBaseline } from './baseline/baseline-engine.js';
import {
  criterionScores,
  type DeriveInput,
  deriveScorecard,
  type FirstStageScore,
  gatedScorecard,
  minimumAnswers,
  scorecardOf,
} from './derive-scorecard.js';
import { type AnswerForScoring, gateFailures } from './gates.js';
import type { Judge, JudgeCall, JudgeOutcome, JudgePurpose } from './judge/judge.js';
import { templateHash } from './judge/judge-prompt.js';
import type { ModelCallRecord } from './judge/model-call-record.js';
import type { JudgedPass } from './judged-verdicts.js';
import type { JudgeFailure } from './outcome.js';
import type { EngineLabel, ScorecardDraft } from './scorecard.js';
import { criteriaForSecondStage } from './second-stage.js';
import { answerText } from './transcript.js';

export interface AnswerForModel extends AnswerForScoring {
  /** SHA-256, hex, of the recording and of the transcript that is judged; no recording behind a written answer. */
  hashes: { media: string | null; transcript: string };
}

export interface ModelScoringInput {
  plan: PlanDocument;
  planSha256: string;
  /** The chosen answer of each answered question, instructions flagged. */
  answers: readonly AnswerForModel[];
  judge: Judge;
  /** A larger model that judges anew what the first is not sure of; without it there is one stage. */
  secondJudge?: Judge;
  /** Primary subtags of the languages in which the model is let judge. */
  languages: ReadonlySet<string>;
  passes: number;
  /** Id of what is scored; it reaches no model. */
  subject: string;
  purpose: JudgePurpose;
  seed: string;
  isSampled?: boolean;
  isAppeal?: boolean;
}

/** `calls` are the stored replies, also of a scoring that has to be repeated: the repeat finds them. */
export type ModelScoring =
  | { kind: 'scored'; scorecard: ScorecardDraft; calls: readonly ModelCallRecord[] }
  | { kind: 'failed'; failure: Exclude<ModelFailure, { kind: 'needs_human' }>; calls: readonly ModelCallRecord[] };

interface Asked {
  call: JudgeCall;
  outcome: JudgeOutcome;
}

const judgeFailureOf: Record<RejectionReason, JudgeFailure> = {
  stop_reason: 'judge_incomplete',
  no_content: 'judge_incomplete',
  answer_too_long: 'judge_incomplete',
  refusal: 'judge_refusal',
  canary_leaked: 'judge_canary',
  not_json: 'judge_schema',
  wrong_schema: 'judge_schema',
};

type Unfinished = Extract<ModelScoring, { kind: 'failed' }>['failure'];

/** The calls of one stage; `unfinished` is the failure that ended it before its time. */
interface StageOutcome {
  asked: readonly Asked[];
  unfinished: Unfinished | null;
}

/**
 * Scores one interview by a judge: gate, one call for each question × criterion × pass, and the derivation that every
 * engine goes through. Answers that code gives the minimum are shown to no model. A second judge is asked about the criteria
 * that `criteriaForSecondStage` names, and its verdicts on them replace the first one's. A failure that time or a person can
 * cure ends the scoring without a result; a judge that cannot be used is a result that is held out.
 */
export async function scoreWithModel(input: ModelScoringInput, signal: AbortSignal): Promise<ModelScoring> {
  const { plan, answers } = input;
  const gate = gateFailures(plan, answers, input.languages);
  if (gate.length > 0) {
    return { kind: 'scored', scorecard: gatedScorecard(plan, answers, engineOf([]), gate), calls: [] };
  }
  const baseline = readWithBaseline(plan, answers);
  const minimum = minimumAnswers(baseline);
  const first = await runStage(1, input.judge, input, minimum, everyCriterion(plan), signal);
  if (first.unfinished) return failed(first.unfinished, first.asked);

  const firstInput = derivation(input, baseline, first.asked);
  const scores = criterionScores(firstInput);
  const scorecard = scorecardOf(firstInput, scores);
  const again = input.secondJudge && criteriaForSecondStage({ plan, scores, ...scorecard });
  if (!input.secondJudge || !again || again.size === 0) return scored(scorecard, first.asked);

  const second = await runStage(2, input.secondJudge, input, minimum, new Set(again.keys()), signal);
  const asked = [...first.asked, ...second.asked];
  if (second.unfinished) return failed(second.unfinished, asked);
  const firstStage = new Map(
    scores.flatMap((score): [string, FirstStageScore][] => {
      const reasons = again.get(score.criterion.id);
      return reasons ? [[score.criterion.id, { reasons, score }]] : [];
    }),
  );
  const counting = asked.filter(({ call }) => call.stage === 2 || !again.has(call.criterion));
  const engine = engineOf(recordsOf(asked));
  return scored(deriveScorecard({ ...derivation(input, baseline, counting), engine, firstStage }), asked);
}

async function runStage(
  stage: JudgeCall['stage'],
  judge: Judge,
  input: ModelScoringInput,
  minimum: ReadonlySet<string>,
  criteria: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<StageOutcome> {
  const asked: Asked[] = [];
  for (const calls of callsByCriterion(stage, input, minimum, criteria)) {
    // The passes of one criterion together, the rest one after the other: at most `passes` requests are open.
    const outcomes = await untilAllEnded(calls.map((call) => judge.judge(call, signal)));
    asked.push(...outcomes.map((outcome, index) => ({ call: calls[index]!, outcome })));
    const unfinished = outcomes.map(unfinishedFailure).find((failure) => failure !== null);
    if (unfinished) return { asked, unfinished };
  }
  return { asked, unfinished: null };
}

function derivation(input: ModelScoringInput, baseline: BaselineReading, asked: readonly Asked[]): DeriveInput {
  return {
    ...input,
    engine: engineOf(recordsOf(asked)),
    judged: asked.flatMap(judgedPass),
    baseline,
    judgeFailures: asked.flatMap(({ outcome }) => rejection(outcome)),
  };
}

function scored(scorecard: ScorecardDraft, asked: readonly Asked[]): ModelScoring {
  return { kind: 'scored', scorecard, calls: recordsOf(asked) };
}

function failed(failure: Unfinished, asked: readonly Asked[]): ModelScoring {
  return { kind: 'failed', failure, calls: recordsOf(asked) };
}

function everyCriterion({ criteria }: PlanDocument): Set<string> {
  return new Set(criteria.map(({ id }) => id));
}

/**
 * Fails like `Promise.all`, but only when every call has ended and what was answered is stored: a retry that began while a
 * request was still open would pay for the same reply again.
 */
async function untilAllEnded<T>(calls: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(calls);
  return await Promise.all(calls);
}

function callsByCriterion(
  stage: JudgeCall['stage'],
  input: ModelScoringInput,
  minimum: ReadonlySet<string>,
  criteria: ReadonlySet<string>,
): JudgeCall[][] {
  const { plan, planSha256, answers, passes, subject, purpose, seed } = input;
  return answers
    .filter((answer) => !minimum.has(answer.question))
    .flatMap((answer) =>
      plan.criteria.map(({ id: criterion }) => {
        if (!criteria.has(criterion)) return [];
        const points = plan.indicators
          .filter((indicator) => indicator.criterion === criterion && indicator.questions.includes(answer.question))
          .map(judgePoint);
        const question = plan.questions.find(({ id }) => id === answer.question)!;
        const call = (pass: number): JudgeCall => ({
          subject,
          purpose,
          seed,
          stage,
          pass,
          orderSalt: purpose,
          question: { id: question.id, text: question.text },
          criterion,
          points,
          answer: answerText(answer.segments),
          // The rubric is part of the plan document and has no version of its own.
          hashes: { ...answer.hashes, plan: planSha256, rubric: planSha256 },
        });
        return points.length === 0 ? [] : Array.from({ length: passes }, (_, index) => call(index + 1));
      }),
    );
}

/** What the judge may know of an indicator. */
function judgePoint({ id, text, counts, doesNotCount }: PlanIndicator) {
  return { id, text, counts, doesNotCount };
}

function judgedPass({ call, outcome }: Asked): JudgedPass[] {
  if (outcome.kind === 'failed') return [];
  const points = [...outcome.verdicts].map(([indicator, { verdict, quote, segment }]) => ({
    indicator,
    verdict,
    quote,
    segment: segment === null ? null : segment - 1,
  }));
  return [{ question: call.question.id, criterion: call.criterion, pass: call.pass - 1, points }];
}

function unfinishedFailure(outcome: JudgeOutcome) {
  return outcome.kind === 'failed' && outcome.failure.kind !== 'needs_human' ? outcome.failure : null;
}

function rejection(outcome: JudgeOutcome): JudgeFailure[] {
  if (outcome.kind !== 'failed' || outcome.failure.kind !== 'needs_human') return [];
  return [judgeFailureOf[outcome.failure.reason]];
}

function recordsOf(asked: readonly Asked[]): ModelCallRecord[] {
  return asked.flatMap(({ outcome }) => outcome.calls);
}

/** The models that answered, as they name themselves; the version is that of the prompt, which is ours. */
function engineOf(calls: readonly ModelCallRecord[]): EngineLabel {
  const models = [...new Set(calls.map(({ model }) => model))].sort();
  return { kind: 'model', name: models.join(' + ') || 'model', version: `prompt-${templateHash.slice(0, 12)}` };
}
