import { ModelCallError } from '../model-client/model-failure.js';
import type { Judge } from './judge/judge.js';
import { templateHash } from './judge/judge-prompt.js';
import type { ModelParameters } from './judge/model-call-record.js';
import { scoreWithModel } from './model-scoring.js';
import type { InterviewToScore, ScoredInterview, ScoringEngine } from './scoring-engine.js';

export interface ModelScoringEngineOptions {
  judge: Judge;
  /** What the judge was configured with; part of what a result's input hash is made of. */
  model: string;
  parameters: ModelParameters;
  /** The larger model that judges anew what the first is not sure of. */
  second?: { judge: Judge; model: string; parameters: ModelParameters };
  passes: number;
  /** Primary subtags of the languages in which the model is let judge. */
  languages: ReadonlySet<string>;
}

/** Scores by a model behind the `Judge` port, or by two: the second judges what the first is not sure of. */
export class ModelScoringEngine implements ScoringEngine {
  readonly name: string;
  readonly version = `prompt-${templateHash.slice(0, 12)}`;
  readonly settings: string;
  readonly languages: ReadonlySet<string>;

  constructor(private readonly options: ModelScoringEngineOptions) {
    const { model, passes, parameters, second, languages } = options;
    this.name = model;
    this.languages = languages;
    // Without a second model nothing of one is written, so that such results keep their input hash.
    const ofSecond = second && { second: { model: second.model, ...second.parameters } };
    this.settings = JSON.stringify({ passes, ...parameters, ...ofSecond });
  }

  async score(interview: InterviewToScore): Promise<ScoredInterview> {
    const { plan, planSha256, interviewId, purpose, seed, isSampled, signal } = interview;
    const { judge, second, passes } = this.options;
    const answers = interview.answers.map((answer) => ({
      ...answer,
      hashes: {
        media: interview.mediaSha256[answer.question] ?? null,
        transcript: interview.correctedSha256[answer.question] ?? interview.transcriptSha256[answer.question]!,
      },
    }));
    const isAppeal = purpose === 'appeal';
    const scoring = await scoreWithModel(
      {
        plan,
        planSha256,
        answers,
        judge,
        secondJudge: second?.judge,
        languages: this.languages,
        passes,
        subject: interviewId,
        purpose,
        seed,
        isSampled,
        isAppeal,
      },
      signal,
    );
    if (scoring.kind === 'failed') throw new ModelCallError(scoring.failure);
    return {
      draft: scoring.scorecard,
      modelCallIds: scoring.calls.map(({ id }) => id),
      costMicroUsd: scoring.calls.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0),
    };
  }
}
