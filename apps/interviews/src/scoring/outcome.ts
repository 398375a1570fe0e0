import { type AnswerFlag, answerFlags } from './baseline/baseline-engine.js';
import { type GateReason, gateReasons } from './gates.js';

/** Why a ranked result must be looked at by a person before a decision. */
export const reviewReasons = [
  'appeal',
  'contradiction_vote',
  'passes_disagree',
  'rejected_quote_decisive',
  'transcript_changed_much',
  'tied_vote',
  'majority_unclear',
  'confidence_low',
  'interval_crosses_review_line',
  'confidence_unknown',
  'baseline_engine',
  'random_sample',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** Why a model's reply could not be used, after its one retry. */
export const judgeFailures = ['judge_canary', 'judge_refusal', 'judge_incomplete', 'judge_schema'] as const;
export type JudgeFailure = (typeof judgeFailures)[number];

/** Why a result is kept out of the ranks for a person to judge, most telling first. */
const needsHumanReasons = [
  'instruction_in_answer',
  ...judgeFailures,
  ...answerFlags,
  'evidence_beside_the_point',
  'engines_far_apart',
  'criterion_without_level',
] as const satisfies readonly (JudgeFailure | AnswerFlag | string)[];
export type NeedsHumanReason = (typeof needsHumanReasons)[number];

export type HoldReason = NeedsHumanReason | GateReason;

/**
 * What happens to a result. Two different things need a person: *review* marks a result that stays in the ranks, *held
 * out* keeps one apart from them with its reasons, never at their end. Reasons are listed most telling first.
 */
export type Outcome =
  | { kind: 'ranked'; reviewReasons: readonly ReviewReason[] }
  | { kind: 'held_out'; status: 'needs_human'; holdReasons: readonly NeedsHumanReason[] }
  | { kind: 'held_out'; status: 'insufficient_data'; holdReasons: readonly GateReason[] };

/** A result behind the gate: held out for any reason to hold it, otherwise ranked with its reasons for review. */
export function judgedOutcome(holds: ReadonlySet<NeedsHumanReason>, reviews: ReadonlySet<ReviewReason>): Outcome {
  if (holds.size > 0) {
    const holdReasons = needsHumanReasons.filter((reason) => holds.has(reason));
    return { kind: 'held_out', status: 'needs_human', holdReasons };
  }
  return { kind: 'ranked', reviewReasons: reviewReasons.filter((reason) => reviews.has(reason)) };
}

/** A result the gate kept from being judged. */
export function gateOutcome(failures: ReadonlySet<GateReason>): Outcome {
  const holdReasons = gateReasons.filter((reason) => failures.has(reason));
  return { kind: 'held_out', status: 'insufficient_data', holdReasons };
}

/** The hold reasons in words that recruiters and applicants may both read. */
export const holdReasonWords: Readonly<Record<HoldReason, string>> = {
  instruction_in_answer: 'The answer holds words addressed to a grader or a system; a person has to judge it.',
  judge_canary: 'The model wrote what it must never write; a person has to judge the answer.',
  judge_refusal: 'The model refused to judge the answer; a person has to judge it.',
  judge_incomplete: 'The model stopped before the end; a person has to judge the answer.',
  judge_schema: 'The model answered in a form that cannot be used; a person has to judge the answer.',
  one_token: 'The answer consists of one word.',
  repeats_question: 'The answer holds hardly anything but the words of the question.',
  list_like: 'The answer reads as a list of keywords instead of sentences; a person has to judge it.',
  off_topic: 'The answer seems to speak of something else; a person has to judge it.',
  evidence_beside_the_point: 'A quote has nothing to do with the point it was given for; a person has to judge it.',
  engines_far_apart: 'The model and the offline rules are two or more levels apart; a person has to judge it.',
  criterion_without_level: 'At least one criterion could not be judged; a person has to judge it.',
  unsupported_language: 'No engine here understands the language of the answer well enough.',
  too_few_answers: 'Fewer questions were answered than the plan asks for.',
  too_little_speech: 'Too little speech was heard to judge anything; the fault may be ours.',
  recognition_unsure: 'The words were recognised too unsurely to judge anything; the fault may be ours.',
  transcript_implausible: 'The transcript holds more words than can be spoken in its time; the fault may be ours.',
};
