import type { Level } from '../plan/level-rule.js';
import type { Polarity } from '../plan/plan-document.js';
import type { AnswerReading, CriterionBand } from './baseline/baseline-engine.js';
import type { Confidence } from './confidence.js';
import type { QuoteRefusal } from './evidence.js';
import type { GateFailure } from './gates.js';
import type { Outcome } from './outcome.js';
import type { SecondStageReason } from './second-stage.js';
import type { Tally } from './votes.js';

export interface EngineLabel {
  kind: 'baseline' | 'model';
  /** For example `baseline`, or the dated model id. */
  name: string;
  version: string;
}

/** A quote for an indicator that is met, in the words of the transcript. */
export interface ScorecardEvidence {
  criterion: string;
  indicator: string;
  polarity: Polarity;
  question: string;
  quote: string;
  /** Seconds in the answer's recording; null for a written answer. */
  startSeconds: number | null;
  endSeconds: number | null;
  /** How the passes voted on it in this answer. */
  votes: Tally;
}

export interface ScorecardIndicator {
  indicator: string;
  polarity: Polarity;
  met: boolean;
  /** Per answered question. Unanswered questions are no votes. */
  votes: readonly ({ question: string } & Tally)[];
  /** Quotes that were given and refused, in order of question and pass. */
  refusedQuotes: readonly { question: string; pass: number; refusal: QuoteRefusal }[];
}

export interface ScorecardCriterion {
  criterion: string;
  weightBp: number;
  level: Level | null;
  passLevels: readonly Level[];
  confidence: Confidence;
  /** What the offline rules make of it, whichever engine decides. */
  baseline: (CriterionBand & { word: 'clear' | 'partial' | 'little' }) | null;
  /** Probability of levels 1 to 5, rounded to six places. */
  levelProbabilities: readonly number[] | null;
  indicators: readonly ScorecardIndicator[];
  /** Present where a second model judged the criterion: what the first one had made of it, which counts no more. */
  firstStage?: ScorecardFirstStage;
}

export interface ScorecardFirstStage {
  /** Why the second model was asked. */
  reasons: readonly SecondStageReason[];
  level: Level | null;
  passLevels: readonly Level[];
  confidence: Confidence;
  indicators: readonly ScorecardIndicator[];
}

export interface TotalFigures {
  /** Σ weight · level in basis points; what ranking sorts by. */
  totalBp: number;
  /** From 1.00 to 5.00. */
  total: string;
  /** Standard error of the total in levels, rounded to four places. */
  se: number;
  interval: ScoreInterval;
}

export interface ScoreInterval {
  low: string;
  high: string;
  /** Share the interval is meant to cover, for example 0.8. */
  level: number;
}

/**
 * The result of one interview by one engine. Criteria, indicators and evidence are in order of their ids, so that the
 * order in a plan changes no byte of it.
 */
export interface ScorecardDraft {
  engine: EngineLabel;
  passes: number;
  outcome: Outcome;
  /** The figures a result is ranked by; null when it is held out, so that they cannot be shown by mistake. */
  figures: TotalFigures | null;
  /** What the figures of a held out result would have been, for the record and the person who judges. */
  withheldFigures: TotalFigures | null;
  criteria: readonly ScorecardCriterion[];
  evidence: readonly ScorecardEvidence[];
  /**
   * What would show a point that is not met, stands in the corrected transcript and was not heard in the recording. It
   * counts for nothing; times are those of the words in it that were heard. Absent where there is none.
   */
  outsideRecording?: readonly ScorecardEvidence[];
  /** In the plan's order. */
  unansweredQuestions: readonly string[];
  /** Why the gate stayed closed; empty when the answers were judged. */
  gate: readonly GateFailure[];
  /** What the offline rules noticed of each answer, with the figures behind it. */
  answers: readonly Pick<AnswerReading, 'question' | 'flags' | 'wording' | 'subjectShare'>[];
}
