import type { PlanDocument } from '../plan/plan-document.js';
import type { AnswerForScoring } from './gates.js';
import type { ScorecardDraft } from './scorecard.js';

/** Injection token of the engine that this installation scores with. */
export const SCORING_ENGINE = Symbol('scoring-engine');

/** One interview as an engine gets it: the words of the answers, and nothing about the person. */
export interface InterviewToScore {
  interviewId: string;
  openingId: string;
  plan: PlanDocument;
  planSha256: string;
  answers: readonly AnswerForScoring[];
  /** By question. */
  mediaSha256: Readonly<Record<string, string | null>>;
  transcriptSha256: Readonly<Record<string, string>>;
  /** By question that the applicant corrected: of the words that are scored instead of those that were heard. */
  correctedSha256: Readonly<Record<string, string>>;
  purpose: 'score' | 'rescore' | 'appeal';
  seed: string;
  /** Drawn at random for a person's look, whatever comes out. */
  isSampled: boolean;
  signal: AbortSignal;
}

export interface ScoredInterview {
  draft: ScorecardDraft;
  /** The stored replies of a model that the result was made from. */
  modelCallIds: string[];
  costMicroUsd: number;
}

/** Scores interviews. Throws a `ModelCallError` where the work has to wait or be tried again. */
export interface ScoringEngine {
  readonly name: string;
  readonly version: string;
  /** Settings that change results, such as the number of passes; part of what a result's input hash is made of. */
  readonly settings: string;
  /** Primary subtags of the languages in which it judges. */
  readonly languages: ReadonlySet<string>;
  score(interview: InterviewToScore): Promise<ScoredInterview>;
}
