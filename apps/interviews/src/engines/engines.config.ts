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

  /** How often each point is judged; more passes show more of the doubt. */
  @EnvInt('JUDGE_PASSES', { min: 1, max: 9, default: 1 })
  judgePasses!: number;

  /** For one request to a model, from the first byte sent to the last one read. */
  @EnvInt('MODEL_DEADLINE_MS', { min: 1_000, max: 600_000, default: 120_000 })
  modelDeadlineMs!: number;

  get usesModels(): boolean {
    return this.openAiApiKey !== undefined || this.openAiBaseUrl !== undefined;
  }
}
