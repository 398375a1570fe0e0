import { CLOCK, type Clock } from '@guildhall/clock';
import { ConfigError } from '@guildhall/config';
import { newId } from '@guildhall/messages/contract';
import type { Provider } from '@nestjs/common';
import { codeVersion } from '../code-version.js';
import { InterviewsConfig } from '../interviews.config.js';
import { WorkDirectories } from '../media/work-directory.js';
import { listPrices } from '../model-client/model-prices.js';
import type { ModelEndpoint } from '../model-client/openai-client.js';
import { baselineLanguages } from '../scoring/baseline/baseline-engine.js';
import { BaselineScoringEngine } from '../scoring/baseline-scoring-engine.js';
import { ModelCallRepository } from '../scoring/judge/model-call.repository.js';
import type { ModelCallStore, ModelParameters } from '../scoring/judge/model-call-record.js';
import { OpenAiJudge } from '../scoring/judge/openai-judge.js';
import { randomPromptSecrets } from '../scoring/judge/prompt-secrets.js';
import { ModelScoringEngine } from '../scoring/model-scoring-engine.js';
import { SCORING_ENGINE, type ScoringEngine } from '../scoring/scoring-engine.js';
import { AiBudget } from '../spending/ai-budget.js';
import type { SpendingLimit } from '../spending/spending-limit.js';
import { OpenAiSpeechToText } from '../transcription/openai-speech-to-text.js';
import { PocketsphinxSpeechToText } from '../transcription/pocketsphinx-speech-to-text.js';
import { SPEECH_TO_TEXT, type SpeechToText } from '../transcription/speech-to-text.js';
import { StoredTranscriptionRepository } from '../transcription/stored-transcription.repository.js';
import { WavSplitter } from '../transcription/wav-splitter.js';
import type { EnginesConfig } from './engines.config.js';

const vendorsUrl = 'https://api.openai.com/v1';
const onePass = 1;
const passesOfTwoStages = 3;

/** The engines that this installation runs: models where a key or a base URL is configured, the offline ones otherwise. */
export const engineProviders: Provider[] = [
  {
    provide: SPEECH_TO_TEXT,
    inject: [InterviewsConfig, WorkDirectories, StoredTranscriptionRepository, AiBudget, CLOCK],
    useFactory: openSpeechToText,
  },
  {
    provide: SCORING_ENGINE,
    inject: [InterviewsConfig, ModelCallRepository, AiBudget, CLOCK],
    useFactory: ({ engines }: InterviewsConfig, store: ModelCallRepository, spending: AiBudget, clock: Clock) =>
      openScoringEngine(engines, store, spending, clock),
  },
];

async function openSpeechToText(
  { engines: config }: InterviewsConfig,
  workDirectories: WorkDirectories,
  store: StoredTranscriptionRepository,
  spending: AiBudget,
  clock: Clock,
): Promise<SpeechToText> {
  if (!config.usesModels) return await PocketsphinxSpeechToText.open({ workDirectories });
  return new OpenAiSpeechToText({
    ...{ store, spending, clock },
    endpoint: endpointOf(config),
    model: config.speechModel,
    prices: listPrices,
    splitter: new WavSplitter(),
    deadlineMs: config.modelDeadlineMs,
    newCallId: () => newId('mdl'),
  });
}

/**
 * The engine that these settings name, with a place where a model's replies are kept and a bound of what it may cost.
 * @throws ConfigError where a second model is named and there is one pass
 */
export function openScoringEngine(
  config: EnginesConfig,
  store: ModelCallStore,
  spending: SpendingLimit,
  clock: Clock,
): ScoringEngine {
  if (!config.usesModels) return new BaselineScoringEngine();
  const judging = (model: string) => {
    const parameters = parametersOf(model);
    const judge = new OpenAiJudge({
      ...{ model, parameters, store, spending, clock, codeVersion },
      endpoint: endpointOf(config),
      prices: listPrices,
      deadlineMs: config.modelDeadlineMs,
      secrets: randomPromptSecrets,
      newCallId: () => newId('mdl'),
    });
    return { judge, model, parameters };
  };
  return new ModelScoringEngine({
    ...judging(config.judgeModel),
    ...(config.judgeSecondModel !== undefined && { second: judging(config.judgeSecondModel) }),
    passes: passesOf(config),
    // Every verdict of a model is compared with the offline reading, so it goes no further than that.
    languages: baselineLanguages,
  });
}

/** Whether a model agrees with itself shows only in several passes, so a second one needs them of the first. */
function passesOf({ judgePasses, judgeSecondModel }: EnginesConfig): number {
  if (judgeSecondModel === undefined) return judgePasses ?? onePass;
  if (judgePasses !== 1) return judgePasses ?? passesOfTwoStages;
  const reason = 'is 1, and OPENAI_JUDGE_SECOND_MODEL needs 2 at least: one pass cannot disagree with itself';
  throw new ConfigError([{ name: 'JUDGE_PASSES', reason }]);
}

function endpointOf({ openAiApiKey, openAiBaseUrl }: EnginesConfig): ModelEndpoint {
  return { baseUrl: openAiBaseUrl ?? vendorsUrl, apiKey: openAiApiKey ?? null };
}

/** Models that think first refuse a temperature, and their thoughts count as output. */
function parametersOf(model: string): ModelParameters {
  if (/^(gpt-5|o\d)/.test(model)) return { reasoningEffort: 'low', maxOutputTokens: 8_000 };
  return { temperature: 0, maxOutputTokens: 2_000 };
}
