import { systemClock } from '@guildhall/clock';
import { type FakeBehaviour, FakeOpenAi } from '../../../../libs/testing/src/fake-openai/index.js';
import { listPrices } from '../../src/model-client/model-prices.js';
import { planHash } from '../../src/plan/plan-hash.js';
import type { AnswerForScoring } from '../../src/scoring/gates.js';
import { flagInstructions } from '../../src/scoring/injection/flag-instructions.js';
import { OpenAiJudge } from '../../src/scoring/judge/openai-judge.js';
import { randomPromptSecrets } from '../../src/scoring/judge/prompt-secrets.js';
import { ModelScoringEngine } from '../../src/scoring/model-scoring-engine.js';
import type { ScorecardDraft } from '../../src/scoring/scorecard.js';
import { type AskedOfModel, askedOfModel, verdictsByQuote } from '../fake-model-answers.js';
import { InMemoryModelCallStore } from '../in-memory-model-call-store.js';
import { unlimitedSpending } from '../unlimited-spending.js';
import { plan } from './base-answers.js';

/** What a model replies: quotes for what it says yes to, by indicator. */
export type Mind = (asked: AskedOfModel) => ReadonlyMap<string, string>;

/** A mind by model, or one way in which every reply is unusable. */
export type Suspect = { first: Mind; second?: Mind } | { behaviour: FakeBehaviour };

const firstModel = 'gpt-4.1-mini';
const secondModel = 'gpt-4.1';
const parameters = { temperature: 0, maxOutputTokens: 2_000 };

/** A server of models that need not be honest, asked over HTTP by the engine that scores interviews. */
export class SuspectModels {
  private constructor(private readonly server: FakeOpenAi) {}

  static async start(): Promise<SuspectModels> {
    return new SuspectModels(await FakeOpenAi.start());
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  /** Requests since the last scoring began. */
  get requests(): number {
    return this.server.chat.requests.length;
  }

  /** Scores one answer by a suspect; one with two minds judges in two stages. */
  async score(answer: AnswerForScoring, suspect: Suspect, passes = 1): Promise<ScorecardDraft> {
    const { chat } = this.server;
    chat.requests.length = 0;
    chat.always('behaviour' in suspect ? suspect.behaviour : { kind: 'ok' });
    chat.answer = (request) => {
      const asked = askedOfModel(request);
      if ('behaviour' in suspect) return verdictsByQuote(asked, new Map());
      const mind = request.model === secondModel ? suspect.second! : suspect.first;
      return verdictsByQuote(asked, mind(asked));
    };
    const second = 'second' in suspect && suspect.second ? { second: this.judging(secondModel) } : {};
    const engine = new ModelScoringEngine({
      ...this.judging(firstModel),
      ...second,
      passes,
      languages: new Set(['en']),
    });
    const { draft } = await engine.score({
      ...{ interviewId: 'int_1', openingId: 'opn_1', plan, planSha256: planHash(plan) },
      answers: [flagInstructions(answer)],
      mediaSha256: { [answer.question]: null },
      transcriptSha256: { [answer.question]: '' },
      correctedSha256: {},
      ...{ purpose: 'score', seed: '1', isSampled: false },
      signal: new AbortController().signal,
    });
    return draft;
  }

  private judging(model: string) {
    const judge = new OpenAiJudge({
      endpoint: { baseUrl: this.server.baseUrl, apiKey: this.server.apiKey },
      ...{ model, parameters },
      prices: listPrices,
      store: new InMemoryModelCallStore(),
      spending: unlimitedSpending,
      clock: systemClock,
      deadlineMs: 10_000,
      secrets: randomPromptSecrets,
      newCallId: () => 'mdl_1',
      codeVersion: 'test',
    });
    return { judge, model, parameters };
  }
}
