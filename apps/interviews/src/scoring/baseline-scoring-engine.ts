import { baselineEngine, baselineLanguages } from './baseline/baseline-engine.js';
import { scoreWithBaseline } from './baseline-scoring.js';
import type { InterviewToScore, ScoredInterview, ScoringEngine } from './scoring-engine.js';

/** The offline default: deterministic, free of charge, and only a demonstration. */
export class BaselineScoringEngine implements ScoringEngine {
  readonly name = baselineEngine.name;
  readonly version = baselineEngine.version;
  readonly settings = 'passes=1';
  readonly languages = baselineLanguages;

  async score({ plan, answers, purpose, isSampled }: InterviewToScore): Promise<ScoredInterview> {
    const draft = scoreWithBaseline({ plan, answers, isSampled, isAppeal: purpose === 'appeal' });
    return { draft, modelCallIds: [], costMicroUsd: 0 };
  }
}
