import type { ModelFailure, RejectionReason } from '../model-client/model-failure.js';
import type { PlanDocument, PlanIndicator } from '../plan/plan-document.js';
import { readWithBaseline } from './baseline/baseline-engine.js';
import { deriveScorecard, gatedScorecard, minimumAnswers } from './derive-scorecard.js';
import { type AnswerForScoring, gateFailures } from './gates.js';
import type { Judge, JudgeCall, JudgeOutcome, JudgePurpose } from './judge/judge.js';
import { templateHash } from './judge/judge-prompt.js';
import type { ModelCallRecord } from './judge/model-call-record.js';
import type { JudgedPass } from './judged-verdicts.js';
import type { JudgeFailure } from './outcome.js';
import type { EngineLabel, ScorecardDraft } from './scorecard.js';
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

/**
 * Scores one interview by a judge: gate, one call for each question × criterion × pass, and the derivation that every
 * engine goes through. Answers that code gives the minimum are shown to no model. A failure that time or a person can
 * cure ends the scoring without a result; a judge that cannot be used is a result that is held out.
 */
export async function scoreWithModel(input: ModelScoringInput, signal: AbortSignal): Promise<ModelScoring> {
  const { plan, answers, passes } = input;
  const gate = gateFailures(plan, answers, input.languages);
  if (gate.length > 0) {
    return { kind: 'scored', scorecard: gatedScorecard(plan, answers, engineOf([]), gate), calls: [] };
  }
  const baseline = readWithBaseline(plan, answers);
  const minimum = minimumAnswers(baseline);
  const asked: Asked[] = [];
  for (const calls of callsByCriterion(input, minimum)) {
    // The passes of one criterion together, the rest one after the other: at most `passes` requests are open.
    const outcomes = await untilAllEnded(calls.map((call) => input.judge.judge(call, signal)));
    asked.push(...outcomes.map((outcome, index) => ({ call: calls[index]!, outcome })));
    const unfinished = outcomes.map(unfinishedFailure).find((failure) => failure !== null);
    if (unfinished) return { kind: 'failed', failure: unfinished, calls: recordsOf(asked) };
  }
  const calls = recordsOf(asked);
  const scorecard = deriveScorecard({
    ...input,
    engine: engineOf(calls),
    passes,
    judged: asked.flatMap(judgedPass),
    baseline,
    judgeFailures: asked.flatMap(({ outcome }) => rejection(outcome)),
  });
  return { kind: 'scored', scorecard, calls };
}

/**
 * Fails like `Promise.all`, but only when every call has ended and what was answered is stored: a retry that began while a
 * request was still open would pay for the same reply again.
 */
async function untilAllEnded<T>(calls: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(calls);
  return await Promise.all(calls);
}

function callsByCriterion(input: ModelScoringInput, minimum: ReadonlySet<string>): JudgeCall[][] {
  const { plan, planSha256, answers, passes, subject, purpose, seed } = input;
  return answers
    .filter((answer) => !minimum.has(answer.question))
    .flatMap((answer) =>
      plan.criteria.map(({ id: criterion }) => {
        const points = plan.indicators
          .filter((indicator) => indicator.criterion === criterion && indicator.questions.includes(answer.question))
          .map(judgePoint);
        const question = plan.questions.find(({ id }) => id === answer.question)!;
        const call = (pass: number): JudgeCall => ({
          subject,
          purpose,
          seed,
          stage: 1,
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
