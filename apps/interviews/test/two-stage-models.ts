import { systemClock } from '@guildhall/clock';
import { type ChatRequest, FakeOpenAi } from '../../../libs/testing/src/fake-openai/index.js';
import { listPrices } from '../src/model-client/model-prices.js';
import { planHash } from '../src/plan/plan-hash.js';
import { flagInstructions } from '../src/scoring/injection/flag-instructions.js';
import { OpenAiJudge } from '../src/scoring/judge/openai-judge.js';
import { randomPromptSecrets } from '../src/scoring/judge/prompt-secrets.js';
import { ModelScoringEngine } from '../src/scoring/model-scoring-engine.js';
import type { InterviewToScore } from '../src/scoring/scoring-engine.js';
import type { SpendingLimit } from '../src/spending/spending-limit.js';
import { type AskedOfModel, askedOfModel, carefulQuotes, verdictsByQuote } from './fake-model-answers.js';
import { InMemoryModelCallStore } from './in-memory-model-call-store.js';
import { answerOf, examplePlan, type SampleId, sampleAnswer } from './sample-answers.js';
import { unlimitedSpending } from './unlimited-spending.js';

export const firstModel = 'gpt-4.1-mini';
export const secondModel = 'gpt-4.1';

/** A careful reader's quotes, changed as a test wants them; `pass` counts a criterion's requests to one model from 1. */
export type Change = (quotes: Map<string, string>, asked: { model: string; criterion: string; pass: number }) => void;

/** A server with two models, and engines that ask it in two stages. */
export class TwoStageModels {
  readonly store = new InMemoryModelCallStore();
  spending: SpendingLimit = unlimitedSpending;
  private readonly asked = new Map<string, number>();
  private calls = 0;

  private constructor(readonly server: FakeOpenAi) {}

  static async start(change: Change = () => {}): Promise<TwoStageModels> {
    const models = new TwoStageModels(await FakeOpenAi.start());
    models.server.chat.answer = (request) => models.reply(request, change);
    return models;
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  /** Criteria that a model was asked about, one entry for each request, in order. */
  askedOf(model: string): string[] {
    const requests = this.server.chat.requests.filter(({ body }) => body.model === model);
    return requests.map(({ body }) => criterionOf(askedOfModel(body))).sort();
  }

  engine({ isTwoStage = true, passes = 3 } = {}): ModelScoringEngine {
    return new ModelScoringEngine({
      ...this.judging(firstModel),
      ...(isTwoStage && { second: this.judging(secondModel) }),
      passes,
      languages: new Set(['en']),
    });
  }

  private judging(model: string) {
    const parameters = { temperature: 0, maxOutputTokens: 2_000 };
    const judge = new OpenAiJudge({
      endpoint: { baseUrl: this.server.baseUrl, apiKey: this.server.apiKey },
      ...{ model, parameters, store: this.store },
      prices: listPrices,
      spending: { spend: (purchase, call) => this.spending.spend(purchase, call) },
      clock: systemClock,
      deadlineMs: 5_000,
      secrets: randomPromptSecrets,
      newCallId: () => `mdl_${++this.calls}`,
      codeVersion: 'test',
    });
    return { judge, model, parameters };
  }

  private reply(request: ChatRequest, change: Change): unknown {
    const asked = askedOfModel(request);
    const key = `${request.model} ${criterionOf(asked)}`;
    const pass = (this.asked.get(key) ?? 0) + 1;
    this.asked.set(key, pass);
    const quotes = carefulQuotes(asked);
    change(quotes, { model: request.model, criterion: criterionOf(asked), pass });
    return verdictsByQuote(asked, quotes);
  }
}

/** One answer of the samples, as an engine gets it. */
export function sampleInterview(id: SampleId): InterviewToScore {
  const plan = examplePlan();
  return {
    ...{ interviewId: 'int_1', openingId: 'opn_1', plan, planSha256: planHash(plan) },
    answers: [flagInstructions(answerOf(sampleAnswer(id).text))],
    mediaSha256: { q1: 'a'.repeat(64) },
    transcriptSha256: { q1: 'b'.repeat(64) },
    correctedSha256: {},
    ...{ purpose: 'score', seed: '1', isSampled: false },
    signal: new AbortController().signal,
  };
}

function criterionOf({ points }: AskedOfModel): string {
  return points[0]!.indicator.criterion;
}
