import { EnvInt, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';

/** Which engines are used, and how; a tool that measures them reads the same. */
export class EnginesConfig {
  /** With a key or a base URL, models are called; without either, the offline engines work. */
  @EnvSecret('OPENAI_API_KEY', { optional: true })
  openAiApiKey!: string | undefined;

  @EnvUrl('OPENAI_BASE_URL', { protocols: ['http', 'https'], optional: true })
  openAiBaseUrl!: string | undefined;

  @EnvString('OPENAI_SPEECH_MODEL', { default: 'whisper-1' })
  speechModel!: string;

  @EnvString('OPENAI_JUDGE_MODEL', { default: 'gpt-4.1-mini' })
  judgeModel!: string;

  /** A larger model that judges anew, in place of the first, the criteria that the first is not sure of. */
  @EnvString('OPENAI_JUDGE_SECOND_MODEL', { optional: true })
  judgeSecondModel!: string | undefined;

  /** How often each model judges a point; more passes show more of the doubt. */
  @EnvInt('JUDGE_PASSES', { min: 1, max: 9, optional: true })
  judgePasses!: number | undefined;

  /** For one request to a model, from the first byte sent to the last one read. */
  @EnvInt('MODEL_DEADLINE_MS', { min: 1_000, max: 600_000, default: 120_000 })
  modelDeadlineMs!: number;

  get usesModels(): boolean {
    return this.openAiApiKey !== undefined || this.openAiBaseUrl !== undefined;
  }
}
