import { systemClock } from '@guildhall/clock';
import { codeVersion } from '../../apps/interviews/src/code-version.js';
import { listPrices } from '../../apps/interviews/src/model-client/model-prices.js';
import { baselineLanguages } from '../../apps/interviews/src/scoring/baseline/baseline-engine.js';
import { BaselineScoringEngine } from '../../apps/interviews/src/scoring/baseline-scoring-engine.js';
import { checkReply, readCompletion } from '../../apps/interviews/src/scoring/judge/judge-reply.js';
import type { ModelCallEntity } from '../../apps/interviews/src/scoring/judge/model-call.entity.js';
import type { ModelCallStore, ModelParameters } from '../../apps/interviews/src/scoring/judge/model-call-record.js';
import { OpenAiJudge } from '../../apps/interviews/src/scoring/judge/openai-judge.js';
import { randomPromptSecrets } from '../../apps/interviews/src/scoring/judge/prompt-secrets.js';
import { ModelScoringEngine } from '../../apps/interviews/src/scoring/model-scoring-engine.js';
import type { ScoringRecord } from '../../apps/interviews/src/scoring/scorecard.entity.js';
import type { ScoringEngine } from '../../apps/interviews/src/scoring/scoring-engine.js';
import type { SpendingLimit } from '../../apps/interviews/src/spending/spending-limit.js';
import type { Difference } from './score-differences.js';

/** The code asks for a reply that is not among those the record names: what it would be asked about has changed. */
export class ReplyNotStored extends Error {
  override readonly name = 'ReplyNotStored';
}

/**
 * The engine of a record with its settings. A model's engine is the very one that scores, on stored replies: each is validated
 * anew, and what has no stored reply is refused before anything is sent.
 */
export function replayedEngine({ engine }: ScoringRecord, calls: readonly ModelCallEntity[]): ScoringEngine {
  const settings = settingsOfModel(engine.settings);
  if (settings === null) return new BaselineScoringEngine();
  const { passes, second, ...parameters } = settings;
  const judging = (model: string, ofModel: ModelParameters) => {
    const judge = new OpenAiJudge({
      ...{ model, parameters: ofModel, codeVersion },
      endpoint: { baseUrl: urlOf(calls[0]?.record.host), apiKey: null },
      prices: listPrices,
      store: storedReplies(calls),
      spending: nothingIsSpent,
      clock: systemClock,
      deadlineMs: 1,
      secrets: randomPromptSecrets,
      newCallId: () => 'none',
    });
    return { judge, model, parameters: ofModel };
  };
  return new ModelScoringEngine({
    ...judging(engine.name, parameters),
    ...(second && { second: judging(second.model, withoutModel(second)) }),
    passes,
    languages: baselineLanguages,
  });
}

/** Replies whose validation came out otherwise than the code finds now. @throws SyntaxError never: that is a difference, too. */
export function validationDifferences(calls: readonly ModelCallEntity[]): Difference[] {
  return calls.flatMap(({ id, record, rawBody }) => {
    const recomputed = outcomeOf(rawBody, record.canary, record.pointOrder.length);
    const stored = record.validator.outcome;
    return stored === recomputed ? [] : [{ part: `validation of reply ${id}`, stored, recomputed }];
  });
}

function outcomeOf(rawBody: string, canary: string, points: number): string {
  try {
    return checkReply(readCompletion(JSON.parse(rawBody)), canary, points).outcome;
  } catch {
    return 'unreadable';
  }
}

/** What `ModelScoringEngine` writes into a record. */
interface SettingsOfModel extends ModelParameters {
  passes: number;
  second?: ModelParameters & { model: string };
}

function settingsOfModel(settings: string): SettingsOfModel | null {
  return settings.startsWith('{') ? (JSON.parse(settings) as SettingsOfModel) : null;
}

function withoutModel({ model: _, ...parameters }: ModelParameters & { model: string }): ModelParameters {
  return parameters;
}

function storedReplies(calls: readonly ModelCallEntity[]): ModelCallStore {
  const byInput = new Map(calls.map(({ inputHash, record, rawBody }) => [inputHash, { ...record, rawBody }]));
  return {
    find: async (inputHash) => byInput.get(inputHash) ?? null,
    save: () => Promise.reject(new ReplyNotStored()),
  };
}

const nothingIsSpent: SpendingLimit = {
  spend: ({ subject }) => Promise.reject(new ReplyNotStored(`${subject}: no stored reply is to what the code asks`)),
};

/** A URL with this host, which is part of what a reply is found by; nothing is ever sent there. */
function urlOf(host = 'none.invalid'): string {
  // A scheme's own port would vanish from the host.
  return `${host.endsWith(':443') ? 'http' : 'https'}://${host}/v1`;
}
