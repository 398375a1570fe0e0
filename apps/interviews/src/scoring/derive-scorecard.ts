import { levels } from '../plan/level-rule.js';
import type { PlanDocument } from '../plan/plan-document.js';
import { type BaselineReading, type CriterionBand, wordFor } from './baseline/baseline-engine.js';
import { changesMuch, evidenceOutsideRecording } from './correction-review.js';
import { type CriterionScore, criterionScore, isIndicatorMet } from './criterion-score.js';
import type { AnswerForScoring, GateFailure } from './gates.js';
import { evidencedVotes, type JudgedPass, type VotedIndicator } from './judged-verdicts.js';
import { gateOutcome, type JudgeFailure, judgedOutcome, type NeedsHumanReason, type ReviewReason } from './outcome.js';
import { toNumber } from './rational.js';
import type {
  EngineLabel,
  ScorecardCriterion,
  ScorecardDraft,
  ScorecardEvidence,
  ScorecardIndicator,
  TotalFigures,
} from './scorecard.js';
import type { SecondStageReason } from './second-stage.js';
import { intervalOf, standardError } from './spread.js';
import { formatTotal, totalBp } from './total.js';
import { isMet, tally } from './votes.js';

/** Levels between the model and the offline band from which they cannot both be right. */
const farApartLevels = 2;
/** Answers of this kind hold nothing to judge: every indicator is no, in code. */
const minimumFlags: ReadonlySet<string> = new Set(['one_token', 'repeats_question']);

export interface DeriveInput {
  plan: PlanDocument;
  answers: readonly AnswerForScoring[];
  engine: EngineLabel;
  /** Passes each criterion of each answer was judged in, at least 1. */
  passes: number;
  judged: readonly JudgedPass[];
  baseline: BaselineReading;
  /** What made a model's replies unusable, after their retry. */
  judgeFailures?: readonly JudgeFailure[];
  /** What a first model made of the criteria that `judged` holds a second one's verdicts on, by their id. */
  firstStage?: ReadonlyMap<string, FirstStageScore>;
  /** Drawn at random for a person's look. */
  isSampled?: boolean;
  isAppeal?: boolean;
}

export interface FirstStageScore {
  /** Why the second model was asked. */
  reasons: readonly SecondStageReason[];
  score: CriterionScore;
}

/** Questions whose answers get the minimum without being shown to a judge: they repeat the question or hold one word. */
export function minimumAnswers(baseline: BaselineReading): Set<string> {
  const minimum = baseline.answers.filter(({ flags }) => flags.some((flag) => minimumFlags.has(flag)));
  return new Set(minimum.map(({ question }) => question));
}

/** From verdicts to a result, the same for every engine: no engine ever names a level, a total or an outcome. */
export function deriveScorecard(input: DeriveInput): ScorecardDraft {
  return scorecardOf(input, criterionScores(input));
}

/** What the votes say of each criterion, in order of their ids. */
export function criterionScores(input: DeriveInput): CriterionScore[] {
  const { plan, passes } = input;
  const voted = evidencedVotes({ ...input, minimumAnswers: minimumAnswers(input.baseline) });
  return byId(plan.criteria).map((criterion) => {
    const own = voted.filter(({ indicator }) => indicator.criterion === criterion.id);
    return criterionScore(
      criterion,
      sortedBy(own, ({ indicator }) => indicator.id),
      plan,
      passes,
    );
  });
}

/** The rest of the derivation, for who needs the scores of the criteria beside the result. */
export function scorecardOf(input: DeriveInput, scores: readonly CriterionScore[]): ScorecardDraft {
  const { plan, passes } = input;
  const figures = totalFigures(scores, plan);
  const outcome = judgedOutcome(holdsOf(input, scores), reviewsOf(input, scores, figures));
  const isRanked = outcome.kind === 'ranked';
  return {
    engine: input.engine,
    passes,
    outcome,
    figures: isRanked ? figures : null,
    withheldFigures: isRanked ? null : figures,
    criteria: scores.map((score) => ({
      ...scorecardCriterion(score, input.baseline.criteria),
      ...firstStageOf(input.firstStage?.get(score.criterion.id)),
    })),
    evidence: scores.flatMap(evidenceOf),
    ...outsideRecording(input, scores),
    unansweredQuestions: unanswered(plan, input.answers),
    gate: [],
    answers: answerFacts(input.baseline),
  };
}

/** The result of an interview that the gate kept from being judged: no level, no total, a person looks. */
export function gatedScorecard(
  plan: PlanDocument,
  answers: readonly AnswerForScoring[],
  engine: EngineLabel,
  failures: readonly GateFailure[],
): ScorecardDraft {
  const scores = byId(plan.criteria).map((criterion) => criterionScore(criterion, [], plan, 0));
  return {
    engine,
    passes: 0,
    outcome: gateOutcome(new Set(failures.map(({ reason }) => reason))),
    figures: null,
    withheldFigures: null,
    criteria: scores.map((score) => scorecardCriterion(score, [])),
    evidence: [],
    unansweredQuestions: unanswered(plan, answers),
    gate: failures,
    answers: [],
  };
}

/** Interval bounds are rounded to two places from the unrounded error; the stored error is rounded to four. */
function totalFigures(scores: readonly CriterionScore[], plan: PlanDocument): TotalFigures | null {
  const bp = totalBp(scores.map(({ criterion, level }) => ({ weightBp: criterion.weightBp, level })));
  if (bp === null) return null;
  const distributions = scores.flatMap(({ criterion, distribution }) =>
    distribution ? [{ weightBp: criterion.weightBp, distribution }] : [],
  );
  const se = standardError(distributions);
  const { low, high } = intervalOf(bp / 10_000, se, plan.interval.z);
  const bound = (value: number) => (Math.round(value * 100) / 100).toFixed(2);
  return {
    totalBp: bp,
    total: formatTotal(bp),
    se: Math.round(se * 10_000) / 10_000,
    interval: { low: bound(low), high: bound(high), level: plan.interval.level },
  };
}

function holdsOf(input: DeriveInput, scores: readonly CriterionScore[]): Set<NeedsHumanReason> {
  const holds = new Set<NeedsHumanReason>(input.judgeFailures ?? []);
  for (const { flags } of input.baseline.answers) for (const flag of flags) holds.add(flag);
  if (input.answers.some(({ flagged }) => flagged && flagged.length > 0)) holds.add('instruction_in_answer');
  if (scores.some(({ level }) => level === null)) holds.add('criterion_without_level');
  const votes = scores.flatMap(({ indicators }) =>
    indicators.flatMap(({ answers }) => answers.flatMap((a) => a.votes)),
  );
  if (votes.some(({ supported }) => !supported)) holds.add('evidence_beside_the_point');
  const isFarApart = scores.some(({ criterion, level }) => {
    const band = input.baseline.criteria.find((entry) => entry.criterion === criterion.id);
    return level !== null && band !== undefined && distanceTo(band, level) >= farApartLevels;
  });
  if (isFarApart) holds.add('engines_far_apart');
  return holds;
}

/** Levels outside the band of what the offline rules can confirm and what they cannot rule out. */
function distanceTo(band: CriterionBand, level: number): number {
  return Math.max(0, band.strict - level, level - band.loose);
}

function reviewsOf(
  input: DeriveInput,
  scores: readonly CriterionScore[],
  figures: TotalFigures | null,
): Set<ReviewReason> {
  const reviews = new Set(scores.flatMap((score) => [...score.reviews, ...reviewsOfFirstStage(input, score)]));
  if (input.engine.kind === 'baseline') reviews.add('baseline_engine');
  if (changesMuch(input, indicatorsOf(scores))) reviews.add('transcript_changed_much');
  if (input.isSampled) reviews.add('random_sample');
  if (input.isAppeal) reviews.add('appeal');
  if (figures) {
    const { low, high } = intervalOf(figures.totalBp / 10_000, figures.se, input.plan.interval.z);
    const crosses = input.plan.reviewLines.some((line) => low < line && line < high);
    if (crosses) reviews.add('interval_crosses_review_line');
  }
  return reviews;
}

/**
 * The second model's verdicts replace the first one's, with two exceptions: a contradiction that any pass has claimed is
 * looked at, and so is a criterion that the two models put on different levels.
 */
function reviewsOfFirstStage({ firstStage }: DeriveInput, { criterion, level }: CriterionScore): ReviewReason[] {
  const first = firstStage?.get(criterion.id)?.score;
  if (!first) return [];
  const claimed: ReviewReason[] = first.reviews.includes('contradiction_vote') ? ['contradiction_vote'] : [];
  return first.level === level ? claimed : [...claimed, 'passes_disagree'];
}

function firstStageOf(first: FirstStageScore | undefined): Pick<ScorecardCriterion, 'firstStage'> {
  if (!first) return {};
  const { level, passLevels, confidence, indicators } = first.score;
  return {
    firstStage: {
      reasons: first.reasons,
      level,
      passLevels,
      confidence,
      indicators: indicators.map(scorecardIndicator),
    },
  };
}

function scorecardCriterion(score: CriterionScore, bands: readonly CriterionBand[]): ScorecardCriterion {
  const { criterion, distribution } = score;
  const band = bands.find((entry) => entry.criterion === criterion.id);
  return {
    criterion: criterion.id,
    weightBp: criterion.weightBp,
    level: score.level,
    passLevels: score.passLevels,
    confidence: score.confidence,
    baseline: band ? { ...band, word: wordFor(band) } : null,
    levelProbabilities: distribution && levels.map((level) => Math.round(toNumber(distribution[level]) * 1e6) / 1e6),
    indicators: score.indicators.map(scorecardIndicator),
  };
}

function scorecardIndicator(voted: VotedIndicator): ScorecardIndicator {
  const { indicator, answers } = voted;
  return {
    indicator: indicator.id,
    polarity: indicator.polarity,
    met: isIndicatorMet(voted),
    votes: answers.map(({ question, votes }) => ({ question, ...tally(votes.map(({ verdict }) => verdict)) })),
    refusedQuotes: answers.flatMap(({ question, votes }) =>
      votes.flatMap(({ refusal }, pass) => (refusal ? [{ question, pass, refusal }] : [])),
    ),
  };
}

/** One quote for each answer that shows a met indicator: the one of the first pass that gave one. */
function evidenceOf({ indicators }: CriterionScore): ScorecardEvidence[] {
  return indicators.flatMap(({ indicator, answers }) =>
    answers.flatMap(({ question, votes }) => {
      const counted = tally(votes.map(({ verdict }) => verdict));
      const quote = votes.find((vote) => vote.quote !== null)?.quote;
      if (!isMet(counted) || !quote) return [];
      const { text, startSeconds, endSeconds } = quote;
      const what = { criterion: indicator.criterion, indicator: indicator.id, polarity: indicator.polarity, question };
      return [{ ...what, quote: text, startSeconds, endSeconds, votes: counted }];
    }),
  );
}

function outsideRecording(
  input: DeriveInput,
  scores: readonly CriterionScore[],
): Pick<ScorecardDraft, 'outsideRecording'> {
  const outside = evidenceOutsideRecording(input, indicatorsOf(scores));
  return outside.length === 0 ? {} : { outsideRecording: outside };
}

function indicatorsOf(scores: readonly CriterionScore[]): VotedIndicator[] {
  return scores.flatMap(({ indicators }) => indicators);
}

function unanswered(plan: PlanDocument, answers: readonly AnswerForScoring[]): string[] {
  return plan.questions.map(({ id }) => id).filter((id) => answers.every(({ question }) => question !== id));
}

function answerFacts(baseline: BaselineReading): ScorecardDraft['answers'] {
  return baseline.answers.map(({ question, flags, wording, subjectShare }) => ({
    question,
    flags,
    wording,
    subjectShare,
  }));
}

function byId<T extends { id: string }>(entries: readonly T[]): T[] {
  return sortedBy(entries, ({ id }) => id);
}

function sortedBy<T>(entries: readonly T[], key: (entry: T) => string): T[] {
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
